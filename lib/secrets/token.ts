import { hash, randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

/** What a token opens: the JSON API, the gateway, or ingest. It can be read off the token. */
export type TokenKind = "api" | "gateway" | "ingest";

// A prefix makes a leaked token findable, the checksum lets a scanner skip what only looks like one
// (GitHub: "Behind GitHub's new authentication token formats").
const prefixes: Readonly<Record<TokenKind, string>> = { api: "ajar_", gateway: "ajar_gw_", ingest: "ajar_in_" };
const tokenForm = /^(ajar_(?:gw_|in_)?)([0-9A-Za-z]{43})_([0-9A-Za-z]{6})$/;
const shownCharacters = 8;
const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** `<prefix><256 random bits in base62>_<their CRC32 in base62>`. */
export function drawToken(kind: TokenKind): string {
  const body = base62(BigInt(`0x${randomBytes(32).toString("hex")}`), 43);
  return `${prefixes[kind]}${body}_${checksumOf(body)}`;
}

/** False for anything that `drawToken` never made for this kind: no need to look it up. */
export function isWellFormed(kind: TokenKind, token: string): boolean {
  const [, prefix, body, checksum] = tokenForm.exec(token) ?? [];
  return prefix === prefixes[kind] && body !== undefined && checksum === checksumOf(body);
}

/** What may be shown of a token to tell it from others: its prefix and eight characters. */
export function shownPrefixOf(kind: TokenKind, token: string): string {
  return token.slice(0, prefixes[kind].length + shownCharacters);
}

/** SHA-256 in hex: 256 random bits need no slow hash. Tokens are kept and looked up by it, never as they are. */
export function hashOf(token: string): string {
  return hash("sha256", token);
}

function checksumOf(body: string): string {
  return base62(BigInt(crc32(body)), 6);
}

function base62(number: bigint, length: number): string {
  let rest = number;
  let text = "";
  while (text.length < length) {
    text = (digits[Number(rest % 62n)] ?? "") + text;
    rest /= 62n;
  }
  return text;
}

import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** How long a code lasts (RFC 6238 §4.1, its default and what every app expects). */
export const stepMs = 30_000;
const digits = 6;
// RFC 4226 §4 R6 recommends 160 bits.
const secretBytes = 20;
/** One step to either side, for clocks that differ and people who type slowly (RFC 6238 §5.2). */
const stepsAside = 1;

/** A new secret for an app that shows codes. */
export function drawTotpSecret(): Buffer {
  return randomBytes(secretBytes);
}

/** The code of a step (RFC 4226 §5.3 with SHA-1, the one algorithm that every app knows). */
export function totpCode(secret: Buffer, step: number, length = digits): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac("sha1", secret).update(counter).digest();
  const offset = (hash.at(-1) ?? 0) & 0xf;
  const number = hash.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** length).padStart(length, "0");
}

/**
 * The step that a code belongs to, around now; null if to none, or to one that is not later than `lastStep`: a code
 * that was used opens nothing again (RFC 6238 §5.2). Spaces in the code are ignored.
 */
export function findTotpStep(secret: Buffer, code: string, nowMs: number, lastStep: number): number | null {
  const given = Buffer.from(code.replaceAll(/\s/g, ""));
  if (given.length !== digits) return null;
  const now = Math.floor(nowMs / stepMs);
  let found: number | null = null;
  // All are compared, so that the time says nothing of which one it was.
  for (let step = now - stepsAside; step <= now + stepsAside; step++) {
    const isThis = timingSafeEqual(given, Buffer.from(totpCode(secret, step)));
    if (isThis && step > lastStep) found = step;
  }
  return found;
}

/** What an app reads from a QR code (the key URI format that all of them share). */
export function totpUri(secret: Buffer, email: string, host: string): string {
  const label = encodeURIComponent(`Ajar (${host}):${email}`);
  return `otpauth://totp/${label}?${new URLSearchParams({ secret: base32(secret), issuer: `Ajar (${host})` })}`.replaceAll(
    "+",
    "%20",
  );
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Base32 without padding (RFC 4648 §6), as apps take it from a keyboard. */
export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, "0"), 2)]).join("");
}

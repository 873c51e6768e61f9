import { hkdfSync, randomBytes } from "node:crypto";
import { link, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "#lib/errors";

const secretBytes = 32;
const howToMake = "make one with: openssl rand -base64 32";

/** What a derived key is for. Keys of two purposes say nothing about each other. */
export type KeyPurpose = "seal" | "fingerprint" | "check" | "guard" | "cookie";

export type Secret = {
  readonly bytes: Buffer;
  /** Where it came from, for the words of an error. `made`: there was none, so this start made it. */
  readonly origin: "env" | "file" | "made";
  /** The file that keeps it when the environment does not. */
  readonly path: string;
};

/**
 * The secret of this installation: `value` (AJAR_SECRET, 32 bytes as base64 or hex) if given, else the file `secret`
 * in the data directory, which is made once with mode 0600. Throws `bad_input` naming the variable or the file.
 */
export async function loadSecret(value: string | undefined, dataDir: string): Promise<Secret> {
  const path = join(dataDir, "secret");
  if (value !== undefined) return { bytes: parseSecret(value, "AJAR_SECRET"), origin: "env", path };
  const kept = await readIfThere(path);
  if (kept !== undefined) return { bytes: parseSecret(kept, path), origin: "file", path };
  const made = await makeOnce(path);
  // Another process may have been first: what the file says counts, not what this one drew.
  return { bytes: parseSecret(await readFile(path, "utf8"), path), origin: made ? "made" : "file", path };
}

/** 32 bytes from base64, base64url or hex text. Throws `bad_input` that names `where` and never the value. */
export function parseSecret(text: string, where: string): Buffer {
  const trimmed = text.trim();
  if (/^[0-9a-f]{64}$/i.test(trimmed)) return Buffer.from(trimmed, "hex");
  const isBase64 = /^[A-Za-z0-9+/_-]*={0,2}$/.test(trimmed);
  const bytes = Buffer.from(trimmed, "base64");
  if (isBase64 && bytes.length === secretBytes) return bytes;
  const found = isBase64 ? `${bytes.length} bytes` : "text that is neither base64 nor hex";
  throw new AppError("bad_input", `${where} must be 32 bytes as base64 or hex, but holds ${found}; ${howToMake}`);
}

/** 32 random bytes. */
export function drawSecret(): Buffer {
  return randomBytes(secretBytes);
}

/** A 32-byte key for one purpose (HKDF-SHA256, RFC 5869; no salt, as the secret is uniformly random already). */
export function deriveKey(secret: Buffer, purpose: KeyPurpose): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, Buffer.alloc(0), `ajar/${purpose}/1`, secretBytes));
}

/** A secret file's text; undefined if there is none. Throws `unavailable` if it cannot be read. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw new AppError("unavailable", `${path} cannot be read; check its owner and mode (0600)`, { cause: error });
  }
}

/** True if this process made the file. A link is atomic and never replaces: no reader sees half a secret. */
async function makeOnce(path: string): Promise<boolean> {
  const draft = `${path}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    await writeSecretFile(draft, drawSecret());
    await link(draft, path);
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw new AppError("unavailable", `${path} cannot be written; check the data directory`, { cause: error });
  } finally {
    await rm(draft, { force: true });
  }
}

/** Writes a secret where no file is, for its owner alone, and waits until it is on disk. */
export async function writeSecretFile(path: string, secret: Buffer): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(`${secret.toString("base64")}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

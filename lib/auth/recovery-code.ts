import { createHash, randomBytes } from "node:crypto";
import { base32 } from "#lib/auth/totp";

const howMany = 10;

/** Codes that each stand in once for a lost app: 80 random bits, in fours, of letters that are hard to mistake. */
export function drawRecoveryCodes(): readonly string[] {
  return Array.from({ length: howMany }, () => {
    const letters = base32(randomBytes(10)).toLowerCase();
    return (letters.match(/.{4}/g) ?? []).join("-");
  });
}

/**
 * What is kept of a code: SHA-256 in hex, for 80 random bits need no slow hash. However it is typed, with other spaces,
 * dashes or case, or with a 0, 1 or 8, which no code has, for the letter that it looks like on paper. Null for what
 * cannot be one.
 */
export function hashOfRecoveryCode(text: string): string | null {
  const letters = text
    .replaceAll(/[\s-]/g, "")
    .toLowerCase()
    .replaceAll("0", "o")
    .replaceAll("1", "l")
    .replaceAll("8", "b");
  return /^[a-z2-7]{16}$/.test(letters) ? createHash("sha256").update(letters).digest("hex") : null;
}

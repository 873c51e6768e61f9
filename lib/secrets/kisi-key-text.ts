import { AppError } from "#lib/errors";

/** The last four characters tell keys apart; of a short key they would give too much away. */
export function last4Of(key: string): string | null {
  return key.length >= 16 ? key.slice(-4) : null;
}

/**
 * The key in what a user pasted: surrounding space and a leading `KISI-LOGIN` are dropped.
 * Throws `bad_input`, without repeating the text.
 */
export function parseKisiKey(text: string): string {
  const key = text.trim().replace(/^(authorization:\s*)?kisi-login\s+/i, "");
  if (/^[\x21-\x7e]{8,512}$/.test(key)) return key;
  const message = key === "" ? "is missing: paste the API key from Kisi" : "must be 8 to 512 characters without spaces";
  throw new AppError("bad_input", `The Kisi API key ${message}`, { errors: [{ path: "kisiKey", message }] });
}

import { findErrorCode } from "#lib/kisi/error-codes";

/** No published code fits these: Kisi's own client falls back to 000000, and 000404 was seen for an unknown route. */
const unpublished = {
  "000000": "The resource could not be found.",
  "000400": "The request is not valid.",
  "000409": "An account with this email address exists already.",
  "000429": "Too many requests. Please retry later.",
  // The table has two messages for this code; this is the one of a sign-in.
  afc516: "Wrong email address or password.",
} as const;

const published = [
  "000404",
  "34ffaa",
  "a3995f",
  "afc496",
  "afc507",
  "afc526",
  "afc536",
  "afc546",
  "bb4faa",
  "ecc123",
  "f35ade",
  "faa9ef",
  "fac001",
  "fac003",
  "fad001",
  "fad002",
  "fad107",
  "fad10e",
  "fad110",
  "fad112",
  "fad121",
  "fbc000",
  "fcd8ef",
  "fcd8ff",
  "ff420a",
  "ffffff",
] as const;

/** The codes that the simulator answers with. */
export type KisiErrorCode = keyof typeof unpublished | (typeof published)[number];

const messages = new Map<KisiErrorCode, string>([
  ...published.map((code) => [code, publishedMessage(code)] as const),
  ...(Object.entries(unpublished) as [keyof typeof unpublished, string][]),
]);

function publishedMessage(code: string): string {
  const entry = findErrorCode(code);
  if (!entry) throw new Error(`${code} is none of Kisi's error codes`);
  return entry.message;
}

/** Kisi's words for a code, its misspellings included. */
export function kisiErrorMessage(code: KisiErrorCode): string {
  return messages.get(code) ?? "";
}

import { accessCodes } from "#lib/kisi/error-codes/access";
import { connectedSystemCodes } from "#lib/kisi/error-codes/connected-systems";
import { controllerCodes } from "#lib/kisi/error-codes/controllers";
import { doorCodes } from "#lib/kisi/error-codes/doors";
import type { ErrorCodeEntry } from "#lib/kisi/error-codes/entry";
import { phoneCodes } from "#lib/kisi/error-codes/phone";
import { signInCodes } from "#lib/kisi/error-codes/sign-in";

const unexpected: ErrorCodeEntry = {
  code: "ffffff",
  message: "An unexpected issue occured.",
  meaning: "Something went wrong inside Kisi that has no name of its own.",
  area: "kisi",
  side: "kisi",
  retryable: true,
  checks: ["Look at status.kisi.io.", "If it comes back, report it to Kisi Support with time and route."],
};

/** The 69 codes of Kisi's API reference of July 2026. */
export const publishedErrorCodes: readonly ErrorCodeEntry[] = [
  ...signInCodes,
  ...accessCodes,
  ...phoneCodes,
  ...doorCodes,
  ...controllerCodes,
  ...connectedSystemCodes,
  unexpected,
];

/** Not in Kisi's table, but seen in its answers. */
const unknownEndpoint: ErrorCodeEntry = {
  code: "000404",
  message: "The endpoint does not exist, please check your request.",
  meaning: "Kisi's API has no such method and path. No record is missing: the address itself is wrong.",
  area: "request",
  side: "caller",
  retryable: false,
  checks: [
    "Compare method and path with Kisi's API reference, letter by letter.",
    "Check the base URL: it has no version and no /api in it.",
    "Check whether Kisi has removed the operation.",
  ],
};

const byCode = new Map([...publishedErrorCodes, unknownEndpoint].map((entry) => [entry.code, entry]));

/** Codes that older editions of Kisi's reference wrote in another way. */
const formerCodes = new Map([["faa9gg", "faa9ff"]]);

/** What one of Kisi's error codes means; undefined for a code that Kisi has not published. */
export function findErrorCode(code: string): ErrorCodeEntry | undefined {
  return byCode.get(formerCodes.get(code) ?? code);
}

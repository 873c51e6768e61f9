import { boundedMemo } from "#lib/kisi/bounded-memo";
import type { HidesName } from "#lib/recorder/redaction";

/**
 * What may stand under a key:
 * `credential` hide it with all that it contains; `wrapper` hide a plain value but look into an object (`card: {…}`,
 * `group_link: {…}`); `described` tells something about a secret (`token_type`), keep short plain values;
 * `personal` hide from what is stored; `plain` anything else.
 */
export type KeyClass = "credential" | "wrapper" | "described" | "personal" | "plain";

/** Give a key away wherever they stand in it, its letters and digits run together. */
const credentialStems = new RegExp(
  [
    "password|passwd|passphrase|passcode|mysqlpwd|secret|credential|token|bearer|cookie|signature|authorization",
    "apikey|accesskey|privatekey|signingkey|encryptionkey|backupcode|recoverycode|twofactor|otpauth|csrf|xsrf|saml",
    "certificate|scram|proximityproof|signedupload|authenticationinfo|quickresponsecode|codeverifier",
    "pincode|accesscode|doorcode|entrycode|unlockcode|keypadcode|securitycode|verificationcode",
    "cardnumber|facilitycode|datablockvalue",
  ].join("|"),
);

/** Too short or too common to be looked for inside other words. */
const credentialWords = words(
  "auth oauth authentication jwt otp totp hotp 2fa pin pins pwd pass sid session sessions sig hmac cert certs pem",
  "nonce salt uid uids proof cvv cvc iban assertion",
);

const wrapperWords = words("card cards link links");

const personalStems = /email|phone|firstname|lastname|middlename|familyname|givenname|fullname|displayname|username/;
const personalWords = words(
  "mobile fax msisdn latitude longitude lat lng lon contact notes birthday birthdate dob ssn nickname ip",
);
const personalNames = words("actorname membername guestname");

/** The objects whose `name` is that of a person. */
const personOwners = words("user member guest invite invitee grouplink contact owner actor assignee creator");

/** A key that ends so tells something about a secret; but these whole names are secrets all the same. */
const describingWords = words(
  "id ids type types kind count at after in on enabled required expire expires expiry length format status color",
  "version algorithm scope scopes",
);
const credentialNames = words("sessionid cardid accesskeyid awsaccesskeyid googleaccessid");

const separators = /[^a-z0-9]+/i;
const separatorsAndCapitals = /[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\d+$)/;

const rememberedCharsMax = 64;
const rememberedClass = boundedMemo(classifyName, 1_000);

/**
 * Classifies a key by its name, whatever its case and separators. `owner` is the key of the object that it stands in;
 * what `hidesName` names is as personal as a name, if nothing worse.
 */
export function classifyKey(key: string, owner = "", hidesName?: HidesName): KeyClass {
  const builtIn = classifyBuiltIn(key, owner);
  return builtIn !== "credential" && hidesName?.(key) ? "personal" : builtIn;
}

function classifyBuiltIn(key: string, owner: string): KeyClass {
  if (key.toLowerCase() === "name" && personOwners.has(squash(owner))) return "personal";
  return key.length <= rememberedCharsMax ? rememberedClass(key) : classifyName(key);
}

function classifyName(key: string): KeyClass {
  const name = key.normalize("NFKC");
  const squashed = squash(name);
  if (credentialNames.has(squashed)) return "credential";
  // Both splits, because `PaSs_CoDe` and `passCode` hide their words in different ways.
  const splits = [splitAt(name, separators), splitAt(name, separatorsAndCapitals)];
  const nameClass = classOfName(squashed, splits.flat());
  if (nameClass === "plain") return "plain";
  return splits.some((parts) => parts.length > 1 && describingWords.has(parts.at(-1) ?? "")) ? "described" : nameClass;
}

function classOfName(squashed: string, parts: readonly string[]): KeyClass {
  if (credentialStems.test(squashed) || parts.some((part) => credentialWords.has(part))) return "credential";
  if (parts.some((part) => wrapperWords.has(part))) return "wrapper";
  if (personalStems.test(squashed) || personalNames.has(squashed)) return "personal";
  if (parts.some((part) => personalWords.has(part))) return "personal";
  return parts.at(-1) === "key" || parts.at(-1) === "keys" ? "described" : "plain";
}

function squash(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, "");
}

function splitAt(name: string, boundary: RegExp): string[] {
  return name
    .split(boundary)
    .filter((part) => part !== "")
    .map((part) => part.toLowerCase());
}

function words(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(" ")));
}

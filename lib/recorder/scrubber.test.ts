import fc from "fast-check";
import { expect, test } from "vitest";
import { needlesOf } from "#lib/recorder/needles";
import { createScrubber } from "#lib/recorder/scrubber";

const key = "9f8e7d6c5b4a39281706f5e4d3c2b1a0";
const password = 'Tür & "Tor" 7?/+';

function scrub(text: string, ...secrets: readonly string[]): string {
  return createScrubber(secrets.flatMap(needlesOf))(text);
}

const base64 = (text: string) => Buffer.from(text).toString("base64");
const everyByte = (text: string) =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");

test.each([
  ["raw", key],
  ["in upper case", key.toUpperCase()],
  ["URL-encoded byte by byte", everyByte(key)],
  ["URL-encoded twice", encodeURIComponent(everyByte(key))],
  ["as hex", Buffer.from(key).toString("hex").toUpperCase()],
  ["as base64", base64(key)],
  ["as base64 of scheme and key", base64(`KISI-LOGIN ${key}`)],
  ["as base64 of a pair", base64(`id:${key}`)],
  ["as base64 in JSON", base64(JSON.stringify({ a: key, b: 1 }))],
  ["as base64url", Buffer.from(`?>${key}`).toString("base64url")],
  ["as escaped base64", encodeURIComponent(base64(`x${key}`))],
  ["in \\u escapes", [...key].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`).join("")],
  ["in HTML entities", [...key].map((c) => `&#x${c.charCodeAt(0).toString(16)};`).join("")],
  ["its first half", key.slice(0, 20)],
])("hides a key %s", (_, spelling) => {
  const shown = scrub(`before ${spelling} after`, key);
  expect(shown).toMatch(/^before \S{0,24}\[redacted\]\S{0,24} after$/);
  const leaked = shown.toLowerCase();
  for (let at = 0; at + 8 <= key.length; at++) expect(leaked).not.toContain(key.slice(at, at + 8));
});

test.each([
  ["raw", password],
  ["in a form", new URLSearchParams({ p: password }).toString()],
  ["URL-encoded", encodeURIComponent(password)],
  ["in JSON", JSON.stringify({ p: password })],
  ["in JSON in JSON", JSON.stringify(JSON.stringify({ p: password }))],
  ["in ASCII-only JSON", JSON.stringify(password).replaceAll("ü", "\\u00FC")],
  ["in HTML", password.replaceAll("&", "&amp;").replaceAll('"', "&quot;")],
  ["read as Latin-1", Buffer.from(password).toString("latin1")],
  ["as base64", base64(password)],
])("hides a password of odd letters %s", (_, spelling) => {
  const shown = scrub(`<${spelling}>`, password);
  expect(shown).toContain("[redacted]");
  expect(shown).not.toMatch(/Tor|VG9y/);
});

test.each([
  ["1234", "door 1234 or 12345, A1234, 1234.", "door [redacted] or 12345, A1234, [redacted]."],
  ["hunter", "hunter, hunters, Hunter", "[redacted], hunters, [redacted]"],
  ["abc", "abc", "abc"],
  ["password", "password can't be blank", "password can't be blank"],
  ["null", "null", "null"],
])("a short or common secret %j makes of %j %j", (secret, text, shown) => {
  expect(scrub(text, secret)).toBe(shown);
});

test("hides secrets that overlap, repeat or touch with one mark each", () => {
  expect(scrub("xaaaabbbbccccddddx", "aaaabbbbcccc", "bbbbccccdddd")).toBe("x[redacted]x");
  expect(scrub("secret-one!secret-two!", "secret-one!", "secret-two!")).toBe("[redacted]");
  expect(scrub("secret-one! secret-one!", "secret-one!")).toBe("[redacted] [redacted]");
});

test("hides the characters of base64 that hold some bits of the secret", () => {
  expect(scrub(base64("abcsecret-onecd"), "secret-one")).toBe("YWJ[redacted]Nk");
  expect(scrub(`x=${base64("asecret-one")}`, "secret-one")).toBe("x=Y[redacted]=");
  expect(scrub(`x=${base64("secret-one")} y`, "secret-one")).toBe("x[redacted]== y");
});

test("leaves texts without secrets as they are", () => {
  const texts = [
    "",
    "100 %",
    "%zz",
    "\\",
    "&amp;",
    "İstanbul",
    "ΑΣ ας",
    "\\u12",
    "&#99999999;",
    "a+b=c",
    "\\u{110000}",
  ];
  for (const text of texts) expect(scrub(text, key, password, "1234")).toBe(text);
});

test("hides any secret in any text under any spelling", () => {
  const letters = fc
    .string({ unit: "grapheme-composite", minLength: 8, maxLength: 40 })
    .map((text) => text.toWellFormed());
  const spelling = fc.constantFrom<(text: string) => string>(
    (text) => text,
    encodeURIComponent,
    everyByte,
    (text) => JSON.stringify(text),
    (text) => new URLSearchParams([[text, ""]]).toString(),
    (text) => Buffer.from(text).toString("hex"),
    base64,
    (text) => base64(`x${text}`),
    (text) => base64(`xy${text}z`),
  );
  fc.assert(
    fc.property(letters, spelling, letters, letters, (secret, spell, before, after) => {
      fc.pre(needlesOf(secret).length > 0 && !`${before}${after}`.includes(secret));
      const shown = scrub(`${before} ${spell(secret)} ${after}`, secret);
      expect(shown).toContain("[redacted]");
      expect(shown).not.toContain(spell(secret));
    }),
  );
});

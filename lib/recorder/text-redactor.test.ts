import { expect, test } from "vitest";
import { createTextRedactor } from "#lib/recorder/text-redactor";

const key = "canary0123456789abcdef0123456789";

test("a key that is known by now is hidden in every spelling", () => {
  const known: string[] = [];
  const { redactText: redact } = createTextRedactor(() => known);
  const encoded = Buffer.from(`x${key}y`).toString("base64");
  expect(redact(`the word ${key.slice(0, 9)} stays`)).toBe("the word canary012 stays");
  known.push(key);
  expect(redact(`key=${key} and ${encoded} and ${key.toUpperCase()}`)).not.toMatch(/canary0123/i);
  expect(redact(encoded)).not.toContain(encoded.slice(4, 20));
});

test.each([
  "/locks/1/unlock?limit=10&offset=20",
  "/users?query=[redacted]",
  "Wrong email address or password.",
  "a problem with [redacted] at 12:00",
])("%j has nothing to hide", (text) => {
  expect(createTextRedactor(() => [key]).redactText(text)).toBe(text);
});

test("what a person pastes is hidden by its looks", () => {
  const { redactText: redact } = createTextRedactor(() => []);
  expect(redact("we sent Authorization: KISI-LOGIN 1234567890abcdef1234567890abcdef")).not.toContain(
    "1234567890abcdef",
  );
  expect(redact("write to jane.doe@example.com")).toBe("write to [redacted]");
});

test("an id that looks like a secret stays one, unless it holds a known secret", () => {
  const { redactText, hideKnown } = createTextRedactor(() => [key]);
  const id = "4bf92f3577b34da6a3ce929d0e0e4736";
  expect(redactText(id)).toBe("[redacted]");
  expect(hideKnown(id)).toBe(id);
  expect(hideKnown(`${id}-${key}`)).toBe(`${id}-[redacted]`);
});

import { expect, test } from "vitest";
import { readBody } from "#lib/recorder/read-body";
import type { RedactionMode } from "#lib/recorder/redaction";
import { SecretSet } from "#lib/recorder/secret-set";

const form = ["content-type", "application/x-www-form-urlencoded; charset=utf-8"];

function read(text: string, headers: readonly string[], cut = false, mode: RedactionMode = "stored") {
  const secrets = new SecretSet();
  const body = readBody({ headers, bytes: Buffer.from(text), cut }, mode, secrets);
  return { ...body, secrets: [...secrets.values] };
}

test.each([
  ["", [], false, { kind: "empty", certain: true }],
  ["", [], true, { kind: "empty", certain: false }],
  ['{"a":1}', [], false, { kind: "json", certain: true }],
  [' [{"password":"x1"}]', [], false, { kind: "json", certain: true, secrets: ["x1"] }],
  ['\ufeff{"a":1}', [], false, { kind: "json", text: '{"a":1}' }],
  ['{"a":1}', [], true, { kind: "json", certain: false }],
  ['{"a":', [], false, { kind: "json", certain: false }],
  ['{"a":1}', ["content-type", "text/plain"], false, { kind: "json" }],
  ['{"a":1}x', [], false, { kind: "opaque", certain: false }],
  ['"a"', [], false, { kind: "opaque", certain: false }],
  ["a=1&token=x%21&a=2", form, false, { kind: "form", certain: true, secrets: ["x!"] }],
  [
    "a=1&token=abcd&password=ef",
    form,
    true,
    { kind: "form", text: "a=1&token=abcd", certain: false, secrets: ["abcd"] },
  ],
  ["token=abcd", form, true, { kind: "form", text: "", secrets: [] }],
  ["token=abcd", [], false, { kind: "opaque", secrets: [] }],
  ["abc", ["content-encoding", "gzip"], false, { kind: "opaque", text: "", certain: false }],
])("reads %j with %j, cut %s, as %j", (text, headers, cut, expected) => {
  expect(read(text, headers, cut)).toMatchObject(expected);
});

test("takes for secret what stands under a credential's key, at any depth and in JSON in strings", () => {
  const text = JSON.stringify({
    user: { name: "Anna", email: "a@b.com", password: "pass", otp_required_for_login: true, token: null },
    credentials: { a: [{ b: "deep" }] },
    card: { number: "n1", card_number: 55 },
    key_type: "plain",
    key: "0a1b2c",
    log: JSON.stringify([{ secret: "inner" }]),
    note: "Bearer abc1",
    errors: { password: "is short" },
    data: { errors: { password: "outside of the root" } },
  });
  const secrets = ["pass", "deep", "55", "0a1b2c", "inner", "abc1"];
  expect(read(text, [], false, "screen").secrets).toEqual([...secrets, "outside of the root"]);
  expect(read(text, []).secrets).toEqual(["Anna", "a@b.com", ...secrets, "outside of the root"]);
});

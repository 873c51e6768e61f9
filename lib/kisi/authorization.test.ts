import fc from "fast-check";
import { expect, test } from "vitest";
import {
  authorizationSchemes,
  buildAuthorization,
  parseAuthorization,
  secretsOfAuthorization,
} from "#lib/kisi/authorization";

test.each([
  ["KISI-LOGIN abc", { scheme: "KISI-LOGIN", secret: "abc" }],
  ["kisi-login   abc ", { scheme: "KISI-LOGIN", secret: "abc" }],
  ["\tKisi-Login\tabc", { scheme: "KISI-LOGIN", secret: "abc" }],
  ["KISI-ACCESS-KEY abc", { scheme: "KISI-ACCESS-KEY", secret: "abc" }],
  ["KISI-GROUP-LINK abc", { scheme: "KISI-GROUP-LINK", secret: "abc" }],
  ["KISI-SERVICE abc", { scheme: "KISI-SERVICE", secret: "abc" }],
  ["bearer a.b.c", { scheme: "Bearer", secret: "a.b.c" }],
  ["Basic aWQ6cGFzcw==", { scheme: "Basic", secret: "id:pass" }],
  ["Basic %%%", { scheme: "Basic", secret: "%%%" }],
  ["Token abc", { scheme: "other", secret: "abc" }],
  ["abc", { scheme: "other", secret: "abc" }],
  ["KISI-LOGIN", null],
  ["   ", null],
  [null, null],
])("parses %j", (header, parsed) => {
  expect(parseAuthorization(header)).toEqual(parsed);
});

test("builds what it parses, for every scheme", () => {
  fc.assert(
    fc.property(fc.constantFrom(...authorizationSchemes), fc.stringMatching(/^[!-~]{1,60}$/), (scheme, text) => {
      const secret = scheme === "Basic" ? `id:${text}` : text;
      expect(parseAuthorization(buildAuthorization({ scheme, secret }))).toEqual({ scheme, secret });
    }),
  );
});

test.each(["", "  ", "a b", "a\r\nX-Evil: 1", "ключ", "a\u0000"])("refuses to send %j", (secret) => {
  expect(() => buildAuthorization({ scheme: "KISI-LOGIN", secret })).toThrow("copy it once more");
});

test("trims what was pasted with the key", () => {
  expect(buildAuthorization({ scheme: "KISI-LOGIN", secret: " abc\n" })).toBe("KISI-LOGIN abc");
});

test.each([
  ["KISI-LOGIN abc", ["abc"]],
  ["abc", ["abc"]],
  ["Basic aWQ6cGFzcw==", ["aWQ6cGFzcw==", "id:pass", "pass"]],
  ["basic  %%%", ["%%%"]],
  ["KISI-LOGIN abc, Basic aWQ6cGFzcw==", ["abc", "aWQ6cGFzcw==", "id:pass", "pass"]],
  ["KISI-LOGIN", []],
  [null, []],
])("finds the secrets in %j", (header, secrets) => {
  expect(secretsOfAuthorization(header)).toEqual(secrets);
});

test("never throws and is linear on hostile headers", () => {
  for (const shape of [" ", "\t", "a ", "=", "Basic ", "A"]) parseAuthorization(shape.repeat(500_000));
  fc.assert(fc.property(fc.string({ unit: "binary" }), (header) => void secretsOfAuthorization(header)));
});

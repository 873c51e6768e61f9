import fc from "fast-check";
import { expect, test } from "vitest";
import { observedAttempt } from "#lib/recorder/attempt-fixture";
import { requestShapeOf } from "#lib/recorder/request-shape";

const bodyOf = (requestBody: unknown, requestHeaders: readonly string[] = []) =>
  requestShapeOf(observedAttempt({ method: "POST", requestBody, requestHeaders }).request).body;

test.each<[string, unknown, unknown]>([
  [
    "names and types",
    { name: "Ada", age: 3, admin: true, note: null },
    { name: "string", age: "number", admin: "boolean", note: "null" },
  ],
  [
    "what items have in common",
    { ids: [1, 2], mixed: [1, "a", {}], none: [] },
    { ids: ["number"], mixed: ["number or object or string"], none: ["nothing"] },
  ],
  ["objects within", { user: { role: { id: 1 } } }, { user: { role: { id: "number" } } }],
  ["five levels", { a: { b: { c: { d: { e: { f: 1 } } } } } }, { a: { b: { c: { d: { e: "object" } } } } }],
  ["a bare value", "text", "no JSON"],
  ["half of it", '{"a":', "no JSON"],
])("a body shows %s", (_, body, shape) => {
  expect(bodyOf(body)).toEqual(shape);
});

test.each(["ada@example.com", "4f9a3c2b1d0e4f9a", "eyJhbGciOiJIUzI1NiJ9", "a b", "", "x".repeat(41), "12345"])(
  "the name %j is not kept",
  (name) => {
    expect(bodyOf({ [name]: 1 })).toEqual({ "(other)": "number" });
  },
);

test("a form and a query show their names, and no body is none", () => {
  const form = ["Content-Type", "application/x-www-form-urlencoded"];
  expect(bodyOf("grant_type=password&username=ada", form)).toEqual({ grant_type: "string", username: "string" });
  const { request } = observedAttempt({ path: "/locks?limit=5&ids[]=1&ids[]=2&4f9a3c2b1d0e4f9a=x" });
  expect(requestShapeOf(request)).toEqual({
    query: { limit: "string", ids: "string", "(other)": "string" },
    body: null,
  });
});

test("a large body, and one with very many fields, stay small", () => {
  expect(bodyOf({ a: "x".repeat(70_000) })).toBe("large");
  const wide = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`f_${"abcdefghij"[n % 10]}${n}`, n]));
  expect(Object.keys(bodyOf(wide) ?? {}).length).toBeLessThanOrEqual(40);
});

test("no value is ever in a shape", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.uuid(), (value, secret) => {
      expect(JSON.stringify(bodyOf({ value, deep: [{ secret }], [secret]: secret }))).not.toContain(secret);
    }),
  );
});

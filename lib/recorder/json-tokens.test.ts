import fc from "fast-check";
import { expect, test } from "vitest";
import { JsonScanner, type JsonToken } from "#lib/recorder/json-tokens";

function scan(text: string): JsonToken[] {
  const scanner = new JsonScanner(text);
  const tokens: JsonToken[] = [];
  for (;;) {
    const token = scanner.next();
    tokens.push(token);
    if (token.kind === "end") return tokens;
  }
}

function verdict(text: string): string {
  const last = scan(text).at(-1);
  return last?.kind === "end" ? last.verdict : "none";
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

test("reads tokens", () => {
  expect(scan(' {"a": [1.50, "b\\n", {}], "c":null} ')).toEqual([
    { kind: "open", bracket: "{" },
    { kind: "key", text: "a" },
    { kind: "open", bracket: "[" },
    { kind: "number", text: "1.50" },
    { kind: "string", text: "b\n" },
    { kind: "open", bracket: "{" },
    { kind: "close", bracket: "{" },
    { kind: "close", bracket: "[" },
    { kind: "key", text: "c" },
    { kind: "literal", text: "null" },
    { kind: "close", bracket: "{" },
    { kind: "end", verdict: "whole" },
  ]);
});

test.each([
  ['{"a":"b', "cut"],
  ['{"a":"b\\', "cut"],
  ['{"a":12', "cut"],
  ['{"a":tr', "cut"],
  ['{"a":-', "cut"],
  ['{"a":1.', "cut"],
  ['{"a"', "cut"],
  ['{"a":', "cut"],
  ["[1,", "cut"],
  ["[", "cut"],
  ["", "cut"],
  ["12", "whole"],
  ["[]]", "invalid"],
  ["[1 2]", "invalid"],
  ["{1:2}", "invalid"],
  ['{"a":1,}', "invalid"],
  ["[1,]", "invalid"],
  ["[}", "invalid"],
  ['{"a","b"}', "invalid"],
  ["[01]", "invalid"],
  ['["\u0001"]', "invalid"],
  ['["\\x"]', "invalid"],
  ["[truex]", "invalid"],
  ["{'a':1}", "invalid"],
  ["[NaN]", "invalid"],
  ["\ufeff[]", "invalid"],
])("%j is %s", (text, expected) => {
  expect(verdict(text)).toBe(expected);
});

test("agrees with JSON.parse on what is JSON", () => {
  const piece = fc.constantFrom(
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    '"',
    '"a"',
    "1",
    "-",
    "0",
    ".",
    "e1",
    "true",
    "nul",
    " ",
    "\\",
    "\\u0041",
    "\n",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join("");
      expect(verdict(text) === "whole").toBe(isJson(text));
    }),
    { numRuns: 2_000 },
  );
});

test("calls every JSON whole, and every beginning of it cut", () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), (text, at) => {
      expect(verdict(text)).toBe("whole");
      const object = `[${text}]`;
      expect(verdict(object.slice(0, at % object.length))).toBe("cut");
    }),
  );
});

test("is moved by neither depth nor length", () => {
  const depth = 200_000;
  expect(verdict('[{"a":'.repeat(depth))).toBe("cut");
  expect(verdict("[".repeat(depth) + "]".repeat(depth))).toBe("whole");
  expect(verdict(`["${"\\\\".repeat(500_000)}"]`)).toBe("whole");
  expect(verdict(`["${'\\"'.repeat(500_000)}`)).toBe("cut");
  expect(verdict(`[${"1".repeat(1_000_000)}`)).toBe("cut");
});

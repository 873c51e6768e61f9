import fc from "fast-check";
import { expect, test } from "vitest";
import { AppError } from "#lib/errors";
import { JsonArraySplitter } from "#lib/ingest/json-array-splitter";

const entries = ["log", "entries"];

function split(text: string, path: readonly string[] = [], chunkBytes = 1_000, elementBytesMax = 100, depthMax = 8) {
  const elements: (string | null)[] = [];
  const splitter = new JsonArraySplitter({
    path,
    depthMax,
    elementBytesMax,
    onElement: (bytes, number) => {
      elements.push(bytes && Buffer.from(bytes).toString().trim());
      expect(number).toBe(elements.length);
    },
  });
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; from += chunkBytes) splitter.write(bytes.subarray(from, from + chunkBytes));
  splitter.end();
  return { elements, found: splitter.found };
}

test.each([
  ["[]", []],
  [" [ \n ] ", []],
  ["\ufeff[1]", ["1"]],
  ["[1, 2 ,3]", ["1", "2", "3"]],
  ['[{"a":[1,2]},"x,]}",[[]],null]', ['{"a":[1,2]}', '"x,]}"', "[[]]", "null"]],
  ['["\\"],", "\\\\"]', ['"\\"],"', '"\\\\"']],
  ["[1,]", ["1", ""]],
  ["[,1]", ["", "1"]],
  ['[{"a":tru},2]', ['{"a":tru}', "2"]],
  ['["ü,€"]', ['"ü,€"']],
  [`["${"x".repeat(97)}",2]`, [`"${"x".repeat(97)}"`, "2"]],
  [`["${"x".repeat(99)}",2]`, [null, "2"]],
])("%s is cut into its elements, whatever the chunks", (text, elements) => {
  for (const chunkBytes of [1, 2, 3, 7, 1_000]) expect(split(text, [], chunkBytes).elements).toEqual(elements);
});

test.each([
  ['{"log":{"entries":[1,2]}}', ["1", "2"]],
  ['{"a":[0],"log":{"b":{"entries":[0]},"entries":[1],"c":[0]},"entries":[0]}', ["1"]],
  ['{"log":{"x":"entries","entries":[{"log":{"entries":[9]}}]}}', ['{"log":{"entries":[9]}}']],
  ['{"entries":[0],"log":{"version":"1.2","entries" : [1]}}', ["1"]],
  ['{"log":[{"entries":[0]}]}', []],
  ['{"log":{"entries":{"a":[0]}}}', []],
  ['{"log":{"k":["entries",[0]],"\\"entries":[0]}}', []],
  ["[[1]]", []],
  ['{"log":{},"x":{"entries":[0]}}', []],
  ['{"log":{"entries":[1],"entries":[ ],"entries":[2,3]}}', ["1", "2", "3"]],
])("in %s the path leads to one array only", (text, elements) => {
  for (const chunkBytes of [1, 5, 1_000]) {
    expect(split(text, entries, chunkBytes)).toEqual({ elements, found: elements.length > 0 });
  }
});

test.each([
  ["", /ends in the middle/],
  ["[1", /ends in the middle/],
  ['["a', /ends in the middle/],
  ['{"log":{"entries":[1]}', /ends in the middle/],
  ["[1}", /do not match/],
  ["]", /do not match/],
  ["[1]]", /do not match/],
  ["[1][2]", /follows its end/],
  ["[1] x", /follows its end/],
  ['[1] "x"', /follows its end/],
  ["x", /neither an object nor an array/],
  ['"[1]"', /neither an object nor an array/],
  ["[[[[[[[[[1]]]]]]]]]", /deeper than 8/],
  ["[".repeat(200_000), /deeper than 8/],
  ['{"a":'.repeat(200_000), /deeper than 8/],
])("%s is refused", (text, reason) => {
  expect(() => split(text)).toThrow(AppError);
  expect(() => split(text)).toThrow(reason);
});

test("what JSON.stringify writes comes back element by element", () => {
  const chunkBytes = fc.integer({ min: 1, max: 40 });
  fc.assert(
    fc.property(
      fc.array(fc.jsonValue({ maxDepth: 4 })),
      fc.integer({ min: 0, max: 2 }),
      chunkBytes,
      (values, indent, n) => {
        const text = JSON.stringify({ before: values, log: { entries: values, after: values } }, null, indent);
        const { elements } = split(text, entries, n, 1e6, 64);
        expect(elements.map((element) => JSON.parse(element ?? ""))).toEqual(
          values.map((value) => JSON.parse(JSON.stringify(value))),
        );
      },
    ),
  );
});

test("whatever comes, nothing but an AppError is thrown", () => {
  const pieces = fc.constantFrom("{", "}", "[", "]", ",", ":", '"', "\\", "log", '"log"', '"entries"', " ", "1", "\n");
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), fc.integer({ min: 1, max: 9 }), (parts, chunkBytes) => {
      try {
        split(parts.join(""), entries, chunkBytes);
      } catch (error) {
        expect(error).toBeInstanceOf(AppError);
      }
    }),
    { numRuns: 2_000 },
  );
});

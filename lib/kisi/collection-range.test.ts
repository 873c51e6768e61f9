import { expect, test } from "vitest";
import { parseCollectionRange } from "#lib/kisi/collection-range";

test.each([
  ["0-9/200", { start: 0, end: 9, total: 200 }],
  [" 10-19/15 ", { start: 10, end: 19, total: 15 }],
  ["*/0", { start: null, end: null, total: 0 }],
  ["", null],
  [null, null],
  ["0-9", null],
  ["0-9/*", null],
  ["items 0-9/200", null],
  ["-1-9/200", null],
  ["0-9/99999999999999999999", null],
  ["0-9/200, 0-9/200", null],
])("reads %j", (value, range) => {
  expect(parseCollectionRange(value)).toEqual(range);
});

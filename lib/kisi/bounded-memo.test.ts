import { expect, test } from "vitest";
import { boundedMemo } from "#lib/kisi/bounded-memo";

test("computes once, and forgets all when it is full", () => {
  const asked: string[] = [];
  const lengthOf = boundedMemo((text) => asked.push(text) && text.length, 2);
  for (const text of ["a", "bb", "a", "bb", "ccc", "a"]) expect(lengthOf(text)).toBe(text.length);
  expect(asked).toEqual(["a", "bb", "ccc", "a"]);
});

import { expect, test } from "vitest";
import { stopReasons } from "#lib/model/attempt";
import { stopWords } from "./stop-words";

test("every reason has a sentence of its own", () => {
  const sentences = stopReasons.map((reason) => stopWords[reason]);
  expect(new Set(sentences).size).toBe(stopReasons.length);
  for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/);
});

import { expect, test } from "vitest";
import { countChange, rateChange } from "./changes";

const plain = (text: string | null) => text?.replace(/[\u00a0\u202f]/g, " ") ?? null;

test.each([
  [0, 0, null],
  [5, 0, null],
  [100, 100, "as before"],
  [112, 100, "+12 %"],
  [97, 100, "−3 %"],
  [0, 4, "−100 %"],
  [1_200, 100, "× 12"],
])("%i after %i", (now, before, words) => {
  expect(plain(countChange(now, before))).toBe(words);
});

test.each([
  [{ attempts: 100, failures: 5 }, { attempts: 200, failures: 4 }, "+3.0 points"],
  [{ attempts: 100, failures: 2 }, { attempts: 200, failures: 4 }, "as before"],
  [{ attempts: 0, failures: 0 }, { attempts: 200, failures: 4 }, null],
  [{ attempts: 100, failures: 5 }, { attempts: 0, failures: 0 }, null],
])("a rate of %j after %j", (now, before, words) => {
  expect(rateChange(now, before)).toBe(words);
});

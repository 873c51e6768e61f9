import { expect, test } from "vitest";
import { recordingGaps } from "./recording-gaps.ts";

const stretch = (fromMs: number, stepMs: number, attempts: number[]) => ({ fromMs, stepMs, attempts, bad: attempts });

test.each([
  ["nothing", [], null],
  ["traffic all along", [stretch(0, 10, [1, 2, 3])], null],
  ["a silence too short to name", [stretch(0, 10, [1, 0, 3])], null],
  ["silences", [stretch(0, 10, [1, 0, 0, 1, 0, 0, 0])], { count: 2, totalMs: 50, longest: { fromMs: 40, toMs: 70 } }],
  [
    "a silence across a change of steps",
    [stretch(0, 10, [1, 0]), stretch(20, 5, [0, 0, 1])],
    { count: 1, totalMs: 20, longest: { fromMs: 10, toMs: 30 } },
  ],
])("gaps in a record of %s", (_, history, gaps) => {
  expect(recordingGaps(history, 20)).toEqual(gaps);
});

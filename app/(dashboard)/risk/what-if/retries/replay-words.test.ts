import { expect, test } from "vitest";
import { emptyTally, type ReplayTally } from "#lib/risk/replay-tally";
import { changeWords, meanRetryMs, replayWords } from "./replay-words.ts";

const tally = (changes: Partial<ReplayTally>): ReplayTally => ({ ...emptyTally, ...changes });
const plain = (text: string) => text.replaceAll("\u00a0", " ");

test.each([
  [3, 3, "same"],
  [1_204, 0, "+1,204"],
  [0, 38, "−38"],
])("%d instead of %d is %s", (after, before, words) => {
  expect(changeWords(after, before)).toBe(words);
});

test.each<[Partial<ReplayTally>, Partial<ReplayTally>, string]>([
  [
    { bad: 12, recovered: 5, retried: 10, retryMs: 20_000 },
    { bad: 2, recovered: 3 },
    "Under “X”: 10 bad attempts more than there were. 5 calls would have recovered by retrying, not 3; retrying took 2 s a call in the mean.",
  ],
  [
    { bad: 1 },
    { bad: 2, recovered: 1 },
    "Under “X”: 1 bad attempt fewer than there were. 0 calls would have recovered by retrying, not 1.",
  ],
  [{}, {}, "Under “X”: as many bad attempts as there were. 0 calls would have recovered by retrying, as in truth."],
])("%j instead of %j is said", (after, before, words) => {
  expect(plain(replayWords("X", tally(after), tally(before)))).toBe(words);
});

test("without a retry there is no mean", () => {
  expect(meanRetryMs(emptyTally)).toBeNull();
});

import { expect, test } from "vitest";
import { sampleProblem } from "#lib/problems/sample-problem";
import { muteWords, signatureWords } from "./problem-words";

test.each([
  [{ fields: ["email"] }, "email not accepted"],
  [{ fields: ["a", "b", "c", "d", "e", "f"] }, "a, b, c, d and 2 more not accepted"],
  [{ fields: [] }, null],
  [{ fields: [], errorCode: "000404" }, "000404"],
  [{ other: true }, "all others, more than can be told apart"],
])("%j reads %s", (changes, words) => {
  const said = signatureWords(sampleProblem(changes));
  if (words === null) expect(said).toBeNull();
  else expect(said).toContain(words);
});

test.each([
  [{ kind: "forever" }, "muted for ever"],
  [{ kind: "until", atMs: Date.UTC(2026, 0, 31, 14) }, "31 Jan"],
  [{ kind: "count", attempts: 8 }, "3\u00a0more attempts"],
  [{ kind: "count", attempts: 2 }, "0\u00a0more attempts"],
  [{ kind: "escalates" }, "muted until it escalates"],
] as const)("a mute of %j reads %s", (mute, words) => {
  expect(muteWords(mute, { attempts: 5 }, "UTC")).toContain(words);
});

import { expect, test } from "vitest";
import { drillVerdict } from "./drill-verdict.ts";

const minuteMs = 60_000;

/** A warning so many minutes after the start; the mistake begins after 20. */
function warnedAfter(minutes: number, channels: readonly string[] = ["On call"]) {
  return { atMs: minutes * minuteMs, channels, message: { type: "alert.firing" as const } };
}

const firstMistakeAtMs = 20 * minuteMs;
const suspendedAtMs = 44 * minuteMs;

test.each([
  {
    what: "in time",
    messages: [warnedAfter(21)],
    expected: {
      words: "You would have been warned 1\u00a0min after the mistake, 23\u00a0min before the suspension.",
      missing: null,
    },
  },
  {
    what: "in time, without a channel",
    messages: [warnedAfter(21, [])],
    expected: {
      words:
        "Ajar would have shown it 1\u00a0min after the mistake, 23\u00a0min before the suspension, and told nobody: there is no channel.",
      missing: "channels",
    },
  },
  {
    what: "too late",
    messages: [warnedAfter(45)],
    expected: { words: "The warning would have come after the suspension.", missing: "rules" },
  },
  {
    what: "of something else, before the mistake",
    messages: [warnedAfter(5)],
    expected: { words: "Nobody would have been warned.", missing: "rules" },
  },
  { what: "never", messages: [], expected: { words: "Nobody would have been warned.", missing: "rules" } },
])("warned $what", ({ messages, expected }) => {
  expect(drillVerdict({ messages, firstMistakeAtMs, suspendedAtMs })).toEqual(expected);
});

test("without a suspension it says only how soon one would have been warned", () => {
  expect(drillVerdict({ messages: [warnedAfter(22)], firstMistakeAtMs, suspendedAtMs: null }).words).toBe(
    "You would have been warned 2\u00a0min after the mistake.",
  );
});

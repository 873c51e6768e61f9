import { expect, test } from "vitest";
import type { Member } from "#lib/ingest/grouping";
import { partSiblings } from "#lib/ingest/sibling-calls";

/** `at status` or `at status +resends`, each lasting 10 ms. */
function memberOf(sketch: string): Member<string> {
  const [at = "", status = "", resends] = sketch.split(" ");
  return {
    stored: null,
    arrived: sketch,
    startedAtMs: Number(at),
    toldStartedAtMs: Number(at),
    latencyMs: 10,
    outcome: status === "200" ? "success" : "server_error",
    attempt: resends ? Number(resends) + 1 : null,
    final: null,
  };
}

test.each<[string, readonly string[], readonly string[]]>([
  ["one", ["0 200"], ["1"]],
  ["a repetition after a success is another call", ["0 200", "50 200"], ["1", "1"]],
  ["a repetition after a failure is a retry", ["0 503", "50 503", "99 200"], ["1 2 3"]],
  ["and what follows is another call", ["0 503", "50 200", "99 200"], ["1 2", "1"]],
  ["counted resends", ["0 503", "50 503 +1", "99 200 +2"], ["1 2 3"]],
  ["in any order of arrival", ["99 200 +2", "0 503", "50 503 +1"], ["1 2 3"]],
  ["a counted resend continues even a success", ["0 200", "50 200 +1"], ["1 2"]],
  ["but not one with its number", ["0 200 +1", "50 200 +1"], ["2", "2"]],
  ["a resend whose first attempt is missing", ["50 200 +2"], ["3"]],
  ["a resend that is missing in between", ["0 503", "50 503 +1", "99 200 +3"], ["1 2 4"]],
  ["the latest failure is retried first", ["0 503", "5 503", "50 200"], ["1", "1 2"]],
  ["side by side", ["0 503", "5 503", "50 200", "51 200"], ["1 2", "1 2"]],
  ["a resend goes to the call that failed", ["0 503", "5 200", "50 200 +1"], ["1 2", "1"]],
  ["what begins before the end is no retry", ["0 503", "8 200"], ["1", "1"]],
  ["an end is exact, a start is not", ["0 503", "9 200"], ["1 2"]],
  ["ten minutes later", ["0 503", "600010 200"], ["1 2"]],
  ["too late", ["0 503", "600011 200"], ["1", "1"]],
])("%s", (_, sketches, numbers) => {
  const calls = partSiblings(sketches.map(memberOf));
  expect(calls.map((members) => members.map(({ attempt }) => attempt).join(" "))).toEqual(numbers);
  expect(calls.flat()).toHaveLength(sketches.length);
});

import { expect, test } from "vitest";
import { callOf, times } from "#lib/hygiene/lint-fixture";
import { lintTraffic } from "#lib/hygiene/lint-traffic";
import { createUserOf } from "#lib/hygiene/user-of";

const options = { userOf: createUserOf(() => null), pause: async () => undefined };

test("attempts come to the rules in the order in which they began, whichever call they are of", async () => {
  const calls = [
    callOf([503, [200, 900]], { latencyMs: 5 }),
    ...times(5, (n) => callOf([200], { latencyMs: 5, startedAtMs: 600 + n * 100 })),
  ];
  const { findings } = await lintTraffic({ calls }, options);
  // The repeat began before the last of the five, so it is the sixth within a second, and that one the next.
  expect(findings.map(({ rule, rows }) => [rule, rows.map(({ callId }) => callId)])).toEqual([
    ["too_fast", [calls[5]?.first.callId, calls[0]?.first.callId]],
  ]);
});

test("what rules cannot speak of is counted, over more calls than are gone through at once", async () => {
  const told = { credential: null, source: "otlp", partnerHeaders: null } as const;
  const calls = times(4_100, (n) =>
    callOf([200], { startedAtMs: n * 1_000, partnerHeaders: "both", ...(n % 2 ? told : {}) }),
  );
  const lint = await lintTraffic({ calls }, options);
  expect(lint).toEqual({ findings: [], callsOfUnknownUsers: 2_050, callsOfUnknownHeaders: 2_050 });
});

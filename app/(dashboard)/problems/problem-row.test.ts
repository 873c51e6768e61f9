import { expect, test } from "vitest";
import { sampleProblem } from "#lib/problems/sample-problem";
import { toProblemRow } from "./problem-row";

const nowMs = Date.UTC(2026, 0, 31);
const frame = { nowMs, timeZone: "UTC", hrefOf: (id: string) => `/problems/${id}` };
const figures = {
  id: "a",
  attempts: 12,
  calls: 12,
  points: [
    { t: 0, attempts: 0 },
    { t: 1, attempts: 12 },
  ],
  integrations: [{ key: "sync", attempts: 12 }],
  credentials: [
    { key: "x", last4: null, attempts: 6 },
    { key: "y", last4: null, attempts: 6 },
  ],
};

test("a problem is set in words and figures", () => {
  const problem = sampleProblem({ id: "a", firstSeenAtMs: nowMs - 86_400_000, lastSeenAtMs: nowMs - 60_000 });
  const row = toProblemRow({ problem, attempts: 12, calls: 12, bad: 12, routeAttempts: 300, figures }, frame);
  expect(row).toMatchObject({
    href: "/problems/a",
    method: "POST",
    path: "/members",
    signature: "email not accepted",
    share: expect.stringMatching(/^4.%$/),
    senders: "1 integration, 2 keys",
    spark: [0, 12],
    mute: null,
  });
  expect(row.lastSeen.iso).toBe("2026-01-30T23:59:00.000Z");
});

test("what is not known of a quiet one is left open", () => {
  const quiet = { ...figures, attempts: 0, integrations: [], credentials: [] };
  const problem = sampleProblem({ state: "muted", mute: { kind: "forever" } });
  const row = toProblemRow({ problem, attempts: 0, calls: 0, bad: 0, routeAttempts: null, figures: quiet }, frame);
  expect(row).toMatchObject({ share: null, senders: null, mute: "muted for ever" });
});

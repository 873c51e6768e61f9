import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sampleAttempt } from "#lib/store/sample-attempt";
import { openSqliteStore } from "#lib/store/sqlite/open";
import { temporaryDirectory } from "#lib/store/sqlite/temporary-directory";
import { systemClock } from "#lib/time/clock";

const hourMs = 3_600_000;
const start = Date.UTC(2026, 0, 1);
const exchange = {
  requestHeaders: [],
  requestBody: "x".repeat(2_000),
  requestBodyBytes: 2_000,
  responseHeaders: [],
  responseBody: null,
  responseBodyBytes: 0,
};

test("old attempts go in pieces with pauses, others write meanwhile, and the file shrinks", async () => {
  const dir = temporaryDirectory();
  const pauses: number[] = [];
  const during: Promise<void>[] = [];
  const store = await openSqliteStore({
    dir,
    clock: {
      elapsed: systemClock.elapsed,
      async sleep(ms) {
        pauses.push(ms);
        during.push(store.record([sampleAttempt({ startedAtMs: start + 9 * hourMs })]));
        await during.at(-1);
      },
    },
  });
  const old = Array.from({ length: 3_500 }, (_, n) =>
    sampleAttempt({ startedAtMs: start + n, status: 500, outcome: "server_error", exchange }),
  );
  const kept = sampleAttempt({ startedAtMs: start + 2 * hourMs });
  await store.record([...old, kept]);
  expect(await store.deleteAttemptsBefore(start + 2 * hourMs + 5)).toBe(3_500);
  expect(pauses.length).toBeGreaterThan(5);
  for (const ms of pauses) expect(ms).toBeGreaterThan(0);

  const range = { fromMs: start, toMs: start + 24 * hourMs };
  const { data } = await store.listCalls({ range, filter: {}, limit: 500, cursor: null });
  expect(data).toHaveLength(1 + pauses.length);
  expect(await store.findCall(old[0]?.callId ?? "")).toBeUndefined();
  expect(await store.findCall(kept.callId)).toBeDefined();
  expect(await store.deleteAttemptsBefore(start)).toBe(0);
  await store.close();
  expect(statSync(join(dir, "ajar.db")).size).toBeLessThan(3_000_000);
});

import { expect, test } from "vitest";
import { readPastSuspensions } from "#lib/alerts/backtest/past-suspensions";
import { createRecordedCounts } from "#lib/alerts/backtest/recorded-counts";

const stepMs = 60_000;

test("where too much would have to be read one by one, it is refused before anything is read", async () => {
  const cell = { t: 0, key: "all", retries: 0, calls: 0 };
  const cells = [
    { ...cell, status: 200, outcome: "success" as const, attempts: 600_000 },
    { ...cell, status: 401, outcome: "client_error" as const, attempts: 1 },
  ];
  const all = createRecordedCounts(cells, { firstMs: 0, bucketMs: stepMs, count: 10 });
  const reading = readPastSuspensions(
    {
      store: { readAttempts: () => expect.unreachable("nothing is read") },
      createDetector: () => expect.unreachable("nothing is detected"),
      breathe: async () => {},
    },
    { all, firstMs: 0, toMs: 10 * stepMs, stepMs },
  );
  await expect(reading).rejects.toMatchObject({
    code: "unanswerable",
    message: expect.stringMatching(/^600,001\sattempts .* at most 500,000 can be: shorten the range$/),
  });
});

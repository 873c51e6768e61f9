import { expect, test } from "vitest";
import type { FigureCell } from "#lib/store/store";
import { sumByKey } from "#lib/traffic/read-key-figures";

const cell = (key: string, outcome: FigureCell["outcome"], status: number | null, attempts: number): FigureCell => ({
  ...{ t: 0, calls: 0, retries: 0 },
  ...{ key, outcome, status, attempts },
});

test("attempts are summed by key, whatever their bucket; what was never sent counts nowhere", () => {
  const sums = sumByKey([
    cell("a", "success", 200, 5),
    { ...cell("a", "success", 200, 2), t: 86_400_000 },
    cell("a", "client_error", 401, 3),
    cell("a", "client_error", 422, 1),
    cell("a", "rate_limited", 429, 4),
    cell("a", "server_error", 503, 6),
    cell("a", "network_error", null, 7),
    cell("a", "aborted", null, 8),
    cell("b", "blocked", null, 9),
    cell("none", "success", 204, 1),
  ]);
  expect(Object.fromEntries(sums)).toEqual({
    a: { attempts: 36, bad: 8, failures: 21, unauthorized: 3 },
    none: { attempts: 1, bad: 0, failures: 0, unauthorized: 0 },
  });
});

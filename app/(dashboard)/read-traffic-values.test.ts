import { expect, test } from "vitest";
import { readTrafficValues } from "./read-traffic-values.ts";

test("a store that cannot be read leaves the filter empty, and the log names the cause", async () => {
  const cause = new Error("the disk is gone");
  const told: unknown[] = [];
  const store = { listFilterValues: async () => Promise.reject(cause) };
  const log = { error: (...said: unknown[]) => void told.push(said[0]) };
  expect(await readTrafficValues({ store, log })).toEqual({ integrations: [], credentials: [] });
  expect(told).toEqual([{ err: cause }]);
});

import { expect, test } from "vitest";
import { defaultRiskSettings } from "#lib/model/risk-settings";
import { createRiskWatch } from "#lib/risk/risk-watch";
import { createFakeClock } from "#lib/time/fake-clock";
import type { TallyReader } from "#lib/traffic/read-tallies";

function scene() {
  const clock = createFakeClock();
  const state = { asked: 0, broken: false, settings: defaultRiskSettings, told: [] as unknown[] };
  const readFigures: TallyReader["readFigures"] = async ({ range, bucketSeconds }) => {
    state.asked += 1;
    if (state.broken) throw new Error("the disk is gone");
    const latencyMs = { p50: null, p95: null, p99: null, exact: true };
    return { range, bucketSeconds, bucketStarts: [], cells: [], p95s: [], latencyMs };
  };
  const watch = createRiskWatch({
    store: { readFigures },
    settings: { read: () => state.settings },
    clock,
    onUnreadable: (cause) => state.told.push(cause),
  });
  return { clock, state, watch };
}

test("a glance asks the store once in three seconds, and at once when the settings change", async () => {
  const { clock, state, watch } = scene();
  const first = await Promise.all([watch.glance(), watch.glance()]);
  const once = state.asked;
  expect(first[0]).toBe(first[1]);
  await clock.advance(2_999);
  await watch.glance();
  expect(state.asked).toBe(once);
  await clock.advance(1);
  await watch.glance();
  expect(state.asked).toBe(2 * once);
  state.settings = { ...defaultRiskSettings, floor: 5 };
  await watch.glance();
  expect(state.asked).toBe(3 * once);
});

test("a store that cannot be read is no level, and is asked again at the next glance", async () => {
  const { state, watch } = scene();
  state.broken = true;
  await expect(watch.glance()).rejects.toMatchObject({ code: "unavailable" });
  await expect(watch.read()).rejects.toThrow("so the budget is unknown");
  expect(state.told).toMatchObject([{ message: "the disk is gone" }, { message: "the disk is gone" }]);
  state.broken = false;
  expect((await watch.glance()).level).toBe("unknown");
});

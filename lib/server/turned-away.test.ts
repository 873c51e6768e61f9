import { expect, test, vi } from "vitest";
import { createTurnedAway } from "#lib/server/turned-away";
import { createFakeClock } from "#lib/time/fake-clock";

test("of a flood one line in ten seconds is logged, with how many requests it stands for", async () => {
  const clock = createFakeClock();
  const warn = vi.fn();
  const turnedAway = createTurnedAway({ clock, log: { warn } });
  for (let n = 0; n < 100; n += 1) turnedAway.add("too_many", "Too many attempts wait");
  expect(warn.mock.calls.map(([line]) => line)).toEqual([
    { reason: "too_many", requests: 1, why: "Too many attempts wait" },
  ]);
  await clock.advance(10_000);
  turnedAway.add("disk_full", "The disk is full");
  expect(warn).toHaveBeenLastCalledWith(
    { reason: "disk_full", requests: 100, why: "The disk is full" },
    "telemetry was turned away",
  );
  expect(turnedAway.counts()).toEqual({ too_many: 100, disk_full: 1, unavailable: 0 });
});

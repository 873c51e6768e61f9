import { expect, test } from "vitest";
import { sampleAlert } from "#lib/store/sample-alert";
import { prepareTimeline } from "./prepare-timeline";

const range = { fromMs: 1_000, toMs: 2_000 };
const timeZone = "Europe/Zurich";
const pointAt = (t: number, bad: number) => ({ t, attempts: 10, bad, p95: null });

test("alerts lie where they were in the range, cut at its edges, and a short one is still seen", () => {
  const alerts = [
    sampleAlert({ id: "before", startedAtMs: 500, endedAtMs: 1_250 }),
    sampleAlert({ id: "short", startedAtMs: 1_500, endedAtMs: 1_500 }),
    sampleAlert({ id: "on", startedAtMs: 1_750, endedAtMs: null, severity: "critical" }),
    sampleAlert({ id: "edge", startedAtMs: 2_000, endedAtMs: null }),
  ];
  const { lanes } = prepareTimeline(alerts, [], { range, nowMs: 5_000, timeZone });
  expect(lanes).toHaveLength(1);
  expect(lanes[0]?.bars).toEqual([
    { id: "before", from: 0, width: 0.25, severity: "warning" },
    { id: "short", from: 0.5, width: 0.004, severity: "warning" },
    { id: "on", from: 0.75, width: 0.25, severity: "critical" },
    { id: "edge", from: 0.996, width: expect.closeTo(0.004, 6), severity: "warning" },
  ]);
});

test("each rule has a lane, and bad attempts are measured by the worst bucket", () => {
  const alerts = [
    sampleAlert({ id: "a", ruleId: "x" }),
    sampleAlert({ id: "b", ruleId: "y" }),
    sampleAlert({ id: "c", ruleId: "y" }),
  ];
  const timeline = prepareTimeline(alerts, [pointAt(1_000, 2), pointAt(1_500, 8)], { range, nowMs: 2_000, timeZone });
  expect(timeline.bad).toEqual([0.25, 1]);
  expect(timeline.most).toBe(8);
  expect(timeline.lanes.map(({ ruleId }) => ruleId)).toEqual(["y", "x"]);
  expect(prepareTimeline([], [pointAt(1_000, 0)], { range, nowMs: 2_000, timeZone })).toMatchObject({
    bad: [0],
    most: 0,
    lanes: [],
  });
});

test("times stand under the lanes where they are in the range, none before it", () => {
  const hour = 3_600_000;
  const day = { fromMs: Date.parse("2026-01-05T08:30:00Z"), toMs: Date.parse("2026-01-06T08:30:00Z") };
  const points = Array.from({ length: 25 }, (_, n) => pointAt(day.fromMs - hour / 2 + n * hour, 0));
  const { ticks } = prepareTimeline([], points, { range: day, nowMs: day.toMs, timeZone });
  expect(ticks).toEqual([
    { at: expect.closeTo(2.5 / 24, 6), label: "12:00" },
    { at: expect.closeTo(8.5 / 24, 6), label: "18:00" },
    { at: expect.closeTo(14.5 / 24, 6), label: "6 Jan" },
    { at: expect.closeTo(20.5 / 24, 6), label: "06:00" },
  ]);
});

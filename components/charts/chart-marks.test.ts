import { expect, test } from "vitest";
import { chartMarks, markLabel, markLabels } from "#components/charts/chart-marks.ts";

const buckets = [0, 10, 20].map((t) => ({ t, endMs: t + 10 }));

test("moments stand in the bucket that they happened in, oldest first, each name once", () => {
  const deploys = [
    { atMs: 29, name: "v3" },
    { atMs: 10, name: "v2" },
    { atMs: 9, name: "v1" },
    { atMs: 11, name: "v2" },
    { atMs: 30, name: "after the range" },
    { atMs: -1, name: "before it" },
  ];
  const alerts = [{ atMs: 19, name: "Many failures" }];
  expect(chartMarks(buckets, { deploys, alerts })).toEqual([
    { t: 0, deploys: ["v1"], alerts: [] },
    { t: 10, deploys: ["v2"], alerts: ["Many failures"] },
    { t: 20, deploys: ["v3"], alerts: [] },
  ]);
});

test("a bucket without one has no mark", () => {
  expect(chartMarks(buckets, { deploys: [], alerts: [] })).toEqual([]);
});

test.each([
  [["v1"], [], "v1"],
  [["v1", "v2"], [], "v1 +1"],
  [[], ["Many failures"], "alert"],
  [["v1", "v2"], ["a", "b"], "v1, alert +2"],
  [["2026-11-29-build-7"], [], "2026-11-29-…"],
])("%j and %j are labelled %s", (deploys, alerts, label) => {
  expect(markLabel({ t: 0, deploys, alerts })).toBe(label);
});

test("marks that stand close together share a label, at the first of them", () => {
  const starts = Array.from({ length: 100 }, (_, t) => t);
  const mark = (t: number, deploys: string[], alerts: string[] = []) => ({ t, deploys, alerts });
  const marks = [mark(10, ["v1"]), mark(40, ["v2"]), mark(44, [], ["Spike"]), mark(98, [], ["Spike", "Latency"])];
  expect([...markLabels(marks, starts)]).toEqual([
    [10, "v1"],
    [40, "v2, alert"],
    [98, "alert +1"],
  ]);
});

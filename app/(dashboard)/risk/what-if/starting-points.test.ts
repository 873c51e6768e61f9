import { expect, test } from "vitest";
import { riskPresets } from "#lib/risk/presets";
import { countingChoices, loadLimitSearch, madeUpLimitOf } from "./limit-search.ts";
import { startingPoints } from "./starting-points.ts";

test("each published rule is tried with its own window, size, floor and counting", () => {
  const tried = startingPoints("utc", null).map(({ href }) => loadLimitSearch(new URL(href, "http://a").searchParams));
  expect(
    tried.map((search) => ({
      tz: search.tz,
      seconds: madeUpLimitOf(search).window.seconds,
      value: madeUpLimitOf(search).value,
      above: search.above,
      weighed: countingChoices.find(({ counts }) => counts === search.counts)?.weighed,
    })),
  ).toEqual(
    riskPresets.map(({ limit, appliesAbove, weighed }) => ({
      tz: "utc",
      seconds: limit.seconds,
      value: limit.rate ?? limit.count,
      above: appliesAbove ?? 0,
      weighed,
    })),
  );
});

test("one's own limits come first: both kinds of one, without windows that this page has not", () => {
  const limits = [
    { seconds: 3_600, rate: 0.07, count: 300 },
    { seconds: 180, rate: 0.5, count: null },
  ];
  const points = startingPoints("local", { limits, count429: false });
  expect(points.map(({ name }) => name.replaceAll("\u00a0", " "))).toEqual([
    "Yours: 7 % in 1 h",
    "Yours: 300 bad attempts in 1 h",
    ...riskPresets.map(({ vendor }) => vendor),
  ]);
  const search = loadLimitSearch(new URL(points[0]?.href ?? "", "http://a").searchParams);
  expect(search).toMatchObject({ kind: "rate", limit: 7, per: "1h", counts: "but429" });
});

import { expect, test } from "vitest";
import { riskPresets } from "#lib/risk/presets";
import { countingChoices, loadLimitSearch, madeUpLimitOf } from "./limit-search.ts";
import { startingPoints } from "./starting-points.ts";

test("each published rule is tried with its own window, size, floor and counting", () => {
  const tried = startingPoints("utc").map(({ href }) => loadLimitSearch(new URL(href, "http://a").searchParams));
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

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LimitHistory } from "#lib/model/limit-history";
import { judgeLimit } from "./judge-limit.ts";
import { type WindowRule, windowUses } from "./window-uses.ts";

const minute = 60_000;
const hour = 60 * minute;
const fine = (attempts: number[], bad: number[], fromMs = 0) => ({ fromMs, stepMs: 5 * minute, attempts, bad });
const count = (seconds: number): WindowRule => ({ seconds, kind: "count", appliesAbove: 0 });
const rate = (seconds: number, appliesAbove = 0): WindowRule => ({ seconds, kind: "rate", appliesAbove });
const valuesOf = (history: LimitHistory, rule: WindowRule) => windowUses(history, rule).map(({ value }) => value);

describe("uses of windows", () => {
  test.each<[string, LimitHistory, WindowRule, (number | null)[]]>([
    ["nothing", [], count(600), []],
    ["a single step", [fine([4], [1])], count(600), [1]],
    ["what leaves the window no longer counts", [fine([9, 9, 9, 9], [1, 2, 0, 0])], count(600), [1, 3, 2, 0]],
    ["a rate", [fine([2, 8, 0, 0], [1, 1, 0, 0])], rate(600), [0.5, 0.2, 0.125, null]],
    ["a rate applies above so many attempts", [fine([10, 1, 5], [1, 1, 0])], rate(600, 10), [null, 2 / 11, null]],
    ["a history shorter than the window", [fine([5, 5], [1, 1])], rate(86_400), [0.2, 0.2]],
  ])("%s", (_, history, rule, expected) => {
    expect(valuesOf(history, rule)).toEqual(expected);
  });

  test("where only hours are kept, windows shorter than an hour are not judged, others at full hours", () => {
    const history = [
      { fromMs: 0, stepMs: hour, attempts: [10, 20], bad: [1, 2] },
      fine([5, 5, ...Array(11).fill(0)], [4, 0, ...Array(11).fill(0)], 2 * hour),
    ];
    const short = windowUses(history, count(600));
    expect(short.map(({ atMs }) => atMs / minute)).toEqual([
      130, 135, 140, 145, 150, 155, 160, 165, 170, 175, 180, 185,
    ]);
    const long = windowUses(history, count(3_600));
    expect(long.map(({ atMs, value }) => [atMs / minute, value])).toEqual([
      [60, 1],
      [120, 2],
      [180, 4],
      [185, 0],
    ]);
  });

  test("equals a recount of every window, for random histories", () => {
    const step = fc.record({ attempts: fc.nat(40), share: fc.double({ min: 0, max: 1, noNaN: true }) });
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 1, maxLength: 60 }),
        fc.constantFrom(600, 1_800, 3_600),
        (steps, seconds) => {
          const attempts = steps.map((one) => one.attempts);
          const bad = steps.map((one) => Math.floor(one.attempts * one.share));
          const wide = seconds / 300;
          const recounted = steps.map((_, n) => bad.slice(Math.max(0, n + 1 - wide), n + 1).reduce((a, b) => a + b, 0));
          expect(valuesOf([fine(attempts, bad)], count(seconds))).toEqual(recounted);
        },
      ),
    );
  });
});

describe("a limit", () => {
  const uses = windowUses([fine([9, 9, 9, 9, 9, 9, 9], [1, 4, 0, 5, 2, 0, 6])], count(300));

  test.each([
    [
      0,
      [
        [1, 3, 4],
        [4, 6, 5],
        [7, null, 6],
      ],
      4,
    ],
    [
      4,
      [
        [4, 5, 5],
        [7, null, 6],
      ],
      1,
    ],
    [5, [[7, null, 6]], 0],
    [6, [], 0],
  ])("of %i is passed at the ends of these steps", (limit, expected, stepsAbove) => {
    const { crossings, aboveMs, highest } = judgeLimit(uses, limit);
    const stepOf = (ms: number | null) => (ms === null ? null : ms / (5 * minute));
    expect(crossings.map(({ fromMs, toMs, peak }) => [stepOf(fromMs), stepOf(toMs), peak.value])).toEqual(expected);
    expect(aboveMs).toBe(stepsAbove * 5 * minute);
    expect(highest?.value).toBe(6);
  });

  test("of the highest use is never passed, and of anything below it is", () => {
    const values = fc.array(fc.option(fc.nat(1_000)), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(values, (drawn) => {
        const random = drawn.map((value, n) => ({ atMs: n, stepMs: 1, attempts: 9, bad: 0, value }));
        const { highest } = judgeLimit(random, 0);
        const value = highest?.value ?? 0;
        expect(judgeLimit(random, value).crossings).toEqual([]);
        if (value > 0) expect(judgeLimit(random, value - 1).crossings.length).toBeGreaterThan(0);
      }),
    );
  });

  test("is not passed while its rule does not apply", () => {
    const silent = windowUses([fine([3, 0, 0], [3, 0, 0])], rate(300, 10));
    expect(judgeLimit(silent, 0.05)).toEqual({ crossings: [], aboveMs: 0, highest: null });
  });
});

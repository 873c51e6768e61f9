import { expect, test } from "vitest";
import { countPlaywright, countVitest, settle, sum } from "./counts";

test("Vitest's tests that did not run are skipped", () => {
  expect(countVitest({ numPassedTests: 7, numFailedTests: 1, numTotalTests: 10 })).toEqual({
    passed: 7,
    failed: 1,
    skipped: 2,
  });
});

test("Playwright's flaky tests have failed", () => {
  expect(countPlaywright({ stats: { expected: 5, unexpected: 1, flaky: 2, skipped: 3 } })).toEqual({
    passed: 5,
    failed: 3,
    skipped: 3,
  });
});

test.each([
  ["all passed", { passed: 3, failed: 0, skipped: 0, exitCode: 0 }, 0],
  ["some failed", { passed: 3, failed: 2, skipped: 0, exitCode: 1 }, 2],
  ["ended badly without a failed test", { passed: 3, failed: 0, skipped: 0, exitCode: 1 }, 1],
  ["ran none", { passed: 0, failed: 0, skipped: 0, exitCode: 0 }, 1],
  ["skipped all", { passed: 0, failed: 0, skipped: 4, exitCode: 0 }, 1],
])("a runner that %s", (_name, report, failed) => {
  expect(settle(report).failed).toBe(failed);
});

test("counts sum up", () => {
  const all = [
    { passed: 1, failed: 0, skipped: 2 },
    { passed: 10, failed: 20, skipped: 30 },
  ];
  expect(sum(all)).toEqual({ passed: 11, failed: 20, skipped: 32 });
  expect(sum([])).toEqual({ passed: 0, failed: 0, skipped: 0 });
});

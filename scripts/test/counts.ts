export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number };

/** What a runner said: its counts, and whether it ended well. */
export type RunnerReport = Counts & { readonly exitCode: number };

type VitestJson = { readonly numPassedTests: number; readonly numFailedTests: number; readonly numTotalTests: number };
type PlaywrightJson = {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
};

/** Reads Vitest's JSON report; skipped and to-do tests both count as skipped. */
export function countVitest(report: VitestJson): Counts {
  const { numPassedTests: passed, numFailedTests: failed, numTotalTests: total } = report;
  return { passed, failed, skipped: total - passed - failed };
}

/** Reads Playwright's JSON report; a test that passed only when repeated has failed. */
export function countPlaywright({ stats }: PlaywrightJson): Counts {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}

/** A runner that ended badly without naming a failed test, or that ran none, is one failure more. */
export function settle({ exitCode, ...counts }: RunnerReport): Counts {
  const unexplained = exitCode !== 0 && counts.failed === 0;
  const ranNothing = counts.passed + counts.failed === 0;
  return unexplained || ranNothing ? { ...counts, failed: counts.failed + 1 } : counts;
}

/** Sums up counts. */
export function sum(all: readonly Counts[]): Counts {
  return all.reduce(
    (total, counts) => ({
      passed: total.passed + counts.passed,
      failed: total.failed + counts.failed,
      skipped: total.skipped + counts.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

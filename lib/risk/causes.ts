import type { ProblemInRange } from "#lib/model/problem";
import { type Weighed, weighs } from "#lib/model/risk";
import type { Share } from "#lib/risk/where-it-goes";

/** Bad attempts that failed alike, whatever their route. */
export type Cause = {
  readonly status: string;
  /** Kisi's own code; null where it gave none, or none is known. */
  readonly errorCode: string | null;
  readonly bad: number;
};

/**
 * Parts what each status has used of the budget by Kisi's error code, most first. What no problem accounts for keeps its
 * status alone, so that the causes sum up to the budget.
 */
export function causesOf(
  statuses: readonly Pick<Share, "key" | "bad">[],
  problems: readonly ProblemInRange[],
  weighed: Weighed,
): readonly Cause[] {
  const counted = problems.filter(({ problem, attempts }) => attempts > 0 && weighs(weighed, problem));
  const causes = statuses.flatMap(({ key, bad }) => {
    const codes = new Map<string, number>();
    for (const { problem, attempts } of counted) {
      if (problem.errorCode === null || String(problem.status) !== key) continue;
      codes.set(problem.errorCode, (codes.get(problem.errorCode) ?? 0) + attempts);
    }
    const coded = [...codes].map(([errorCode, attempts]): Cause => ({ status: key, errorCode, bad: attempts }));
    const rest = bad - coded.reduce((sum, cause) => sum + cause.bad, 0);
    return rest > 0 ? [...coded, { status: key, errorCode: null, bad: rest }] : coded;
  });
  return causes.sort((a, b) => b.bad - a.bad || a.status.localeCompare(b.status));
}

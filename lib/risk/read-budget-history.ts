import { AppError } from "#lib/errors";
import type { BudgetBucket, RiskLimit } from "#lib/model/risk";
import { budgetBuckets } from "#lib/risk/buckets";
import { usedShare, type WindowSums } from "#lib/risk/budget";
import type { WatchedLimit } from "#lib/risk/watched-limits";
import { type BucketSeconds, bucketSeconds } from "#lib/time/bucket";
import type { Range } from "#lib/time/range";
import { readTallies, type TallyReader } from "#lib/traffic/read-tallies";

/** How full the trailing window was at an instant. */
export type BudgetPoint = {
  /** End of the window, epoch ms. */
  readonly atMs: number;
  readonly attempts: number;
  readonly bad: number;
  /** Share of the limit; null without attempts. */
  readonly used: number | null;
};

const pointsMax = 300;
// As many five minutes as a month has: some tens of thousands of sums, and still a quarter of a second.
const bucketsMax = 9_000;

/**
 * How much of a limit was used over a range, at most some 300 points: of several steps in one point the fullest is
 * kept, so that no peak is lost. Throws `unanswerable` where the range is too long for so short a window, or beyond what
 * retention has left of it.
 */
export async function readBudgetHistory(
  store: TallyReader,
  { limit, weighed }: Pick<WatchedLimit, "limit" | "weighed">,
  range: Range,
): Promise<readonly BudgetPoint[]> {
  const width = chooseWidth(limit.seconds, range);
  const widthMs = width * 1_000;
  const windowMs = limit.seconds * 1_000;
  const fromMs = Math.floor(range.fromMs / widthMs) * widthMs - windowMs;
  const tallies = await readTallies(store, { range: { fromMs, toMs: range.toMs }, bucketSeconds: width });
  if (tallies.bucketSeconds !== width) throw tooLong("rolls up what is past retention too coarsely");
  const points = rollingPoints(budgetBuckets(tallies, weighed), { limit, widthMs, range });
  return fullestOf(points, Math.ceil(points.length / pointsMax));
}

type Rolling = { readonly limit: RiskLimit; readonly widthMs: number; readonly range: Range };

/** The trailing sums at the end of every bucket of the range; the last ends with the range. */
export function rollingPoints(
  buckets: readonly BudgetBucket[],
  { limit, widthMs, range }: Rolling,
): readonly BudgetPoint[] {
  const steps = (limit.seconds * 1_000) / widthMs;
  const points: BudgetPoint[] = [];
  const sums: { -readonly [Field in keyof WindowSums]: number } = { attempts: 0, bad: 0, badRetries: 0 };
  buckets.forEach(({ t, attempts, bad }, index) => {
    const leaving = buckets[index - steps];
    sums.attempts += attempts - (leaving?.attempts ?? 0);
    sums.bad += bad - (leaving?.bad ?? 0);
    const atMs = Math.min(t + widthMs, range.toMs);
    if (atMs <= range.fromMs) return;
    points.push({ atMs, attempts: sums.attempts, bad: sums.bad, used: usedShare(limit, sums) });
  });
  return points;
}

/** Of each group of so many points the fullest; the last point always stays. */
function fullestOf(points: readonly BudgetPoint[], group: number): readonly BudgetPoint[] {
  if (group <= 1) return points;
  const last = points.at(-1);
  const kept: BudgetPoint[] = [];
  for (let start = 0; start < points.length; start += group) {
    const some = points.slice(start, start + group);
    kept.push(some.reduce((a, b) => ((b.used ?? -1) > (a.used ?? -1) ? b : a)));
  }
  return last && kept.at(-1) !== last ? [...kept, last] : kept;
}

/** The narrowest buckets that the window is whole ones of and that are not too many; minutes for short ranges alone. */
function chooseWidth(windowSeconds: number, range: Range): BucketSeconds {
  const seconds = (range.toMs - range.fromMs) / 1_000;
  const fitting = bucketSeconds.filter((width) => width < 86_400 && windowSeconds % width === 0);
  const total = (width: number) => (seconds + windowSeconds) / width;
  const wanted = fitting.find((width) => seconds / width <= pointsMax && total(width) <= 2 * pointsMax);
  const width = wanted ?? fitting.at(-1);
  if (width === undefined || total(width) > bucketsMax) throw tooLong("would take too many steps");
  return width;
}

function tooLong(why: string): AppError {
  const message = `so short a window over so long a range ${why}: choose a shorter range`;
  return new AppError("unanswerable", message, { errors: [{ path: "from", message }] });
}

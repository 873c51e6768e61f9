import type { HistoryStretch, LimitHistory } from "#lib/model/limit-history";
import { type Weighed, weighs } from "#lib/model/risk";
import type { AttemptReader, Figures } from "#lib/store/store";
import type { Range } from "#lib/time/range";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Beyond it nobody would look for a lesson. */
const historyDays = 90;
/** Five-minute figures are read for these days, as far as retention has left them. */
const fineDays = 28;
/** Read at once: larger answers would hold up others while they are taken apart. */
const fineDaysAtOnce = 4;

type HistoryQuery = { readonly weighed: Weighed; readonly nowMs: number };

/**
 * Reads how many attempts were made, and how many of them weigh, over the last 90 days: the last 28 by five minutes
 * where they are kept, the rest by hours.
 */
export async function readLimitHistory(
  store: Pick<AttemptReader, "readFigures">,
  { weighed, nowMs }: HistoryQuery,
): Promise<LimitHistory> {
  const stretches: HistoryStretch[] = [];
  for (const { range, bucketSeconds } of pieces(nowMs)) {
    const figures = await store.readFigures({
      ...{ range, bucketSeconds, filter: {}, by: "none", mayWiden: true },
      timeZone: "UTC",
    });
    const stretch = stretchOf(figures, weighed);
    if (stretch) stretches.push(stretch);
  }
  return joinStretches(stretches);
}

type Piece = { readonly range: Range; readonly bucketSeconds: 300 | 3_600 };

/** All cuts fall on full hours, so that the widths on both sides agree on them. */
function pieces(nowMs: number): readonly Piece[] {
  const hourStart = (daysBack: number) => Math.floor((nowMs - daysBack * dayMs) / hourMs) * hourMs;
  const cuts = Array.from({ length: fineDays / fineDaysAtOnce }, (_, n) => hourStart(fineDays - n * fineDaysAtOnce));
  const coarse: Piece = { range: { fromMs: hourStart(historyDays), toMs: hourStart(fineDays) }, bucketSeconds: 3_600 };
  const fine = cuts.map((fromMs, n): Piece => ({ range: { fromMs, toMs: cuts[n + 1] ?? nowMs }, bucketSeconds: 300 }));
  return [coarse, ...fine];
}

function stretchOf({ bucketStarts, bucketSeconds, cells }: Figures, weighed: Weighed): HistoryStretch | null {
  const fromMs = bucketStarts[0];
  if (fromMs === undefined) return null;
  const stepMs = bucketSeconds * 1_000;
  const attempts = bucketStarts.map(() => 0);
  const bad = bucketStarts.map(() => 0);
  for (const cell of cells) {
    if (cell.outcome === "blocked") continue;
    const index = (cell.t - fromMs) / stepMs;
    attempts[index] = (attempts[index] ?? 0) + cell.attempts;
    if (weighs(weighed, cell)) bad[index] = (bad[index] ?? 0) + cell.attempts;
  }
  return { fromMs, stepMs, attempts, bad };
}

/** Joins neighbours of one width, and leaves out what was before the first attempt. Exported for its test. */
export function joinStretches(stretches: readonly HistoryStretch[]): LimitHistory {
  const joined: HistoryStretch[] = [];
  for (const stretch of stretches) {
    const begun = joined.length === 0 ? withoutLeadingSilence(stretch) : stretch;
    if (!begun) continue;
    const last = joined.at(-1);
    if (last?.stepMs === begun.stepMs) {
      const attempts = [...last.attempts, ...begun.attempts];
      joined[joined.length - 1] = { ...last, attempts, bad: [...last.bad, ...begun.bad] };
    } else joined.push(begun);
  }
  return joined;
}

function withoutLeadingSilence({ fromMs, stepMs, attempts, bad }: HistoryStretch): HistoryStretch | null {
  const first = attempts.findIndex((count) => count > 0);
  if (first < 0) return null;
  return { fromMs: fromMs + first * stepMs, stepMs, attempts: attempts.slice(first), bad: bad.slice(first) };
}

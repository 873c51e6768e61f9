import type { RecordedCounts } from "#lib/alerts/backtest/recorded-counts";
import { attemptsOf, noCounts } from "#lib/alerts/counts";
import { AppError } from "#lib/errors";
import { formatCount, formatNumber } from "#lib/format";
import type { RecordedAttempt } from "#lib/model/attempt";
import type { Suspension } from "#lib/model/suspension";
import type { AttemptArchive, AttemptPage } from "#lib/store/report-store";
import type { Range } from "#lib/time/range";

/** The detector of suspensions, fresh: it knows no key yet. */
export type SuspensionDetector = {
  readonly note: (attempt: RecordedAttempt, nowMs: number) => unknown;
  readonly current: () => Suspension | null;
};

type Deps = {
  readonly store: Pick<AttemptArchive, "readAttempts">;
  readonly createDetector: () => SuspensionDetector;
  readonly breathe: () => Promise<void>;
};

type Asked = {
  /** All traffic, in buckets of `stepMs` from `firstMs` on. */
  readonly all: RecordedCounts;
  readonly firstMs: number;
  readonly toMs: number;
  readonly stepMs: number;
};

/** The detector must have seen keys work before it can tell that they are refused. */
const beforeMs = 86_400_000;
/** A page can wait until so many are read, but not for millions. */
const attemptsMax = 500_000;
const attemptsAtOnce = 2_000;

/**
 * Shows a fresh detector what was recorded around the answers 401 and 403 of a range, and gives back what it thought at
 * a moment, to be asked for one after the other; without such answers nothing is read. Throws `unanswerable` if there
 * is too much to read.
 */
export async function readPastSuspensions(
  { store, createDetector, breathe }: Deps,
  { all, firstMs, toMs, stepMs }: Asked,
): Promise<(nowMs: number) => Suspension | null> {
  const refusedFromMs = firstRefusal({ all, firstMs, toMs, stepMs });
  if (refusedFromMs === null) return () => null;
  const range = { fromMs: Math.max(firstMs, refusedFromMs - beforeMs), toMs };
  expectFew(all, range);
  const detector = createDetector();
  const thoughts: { readonly atMs: number; readonly suspension: Suspension | null }[] = [];
  let cursor: string | null = null;
  do {
    const page: AttemptPage = await store.readAttempts({ range, filter: {}, limit: attemptsAtOnce, cursor });
    for (const attempt of page.data) {
      detector.note(attempt, attempt.startedAtMs);
      const suspension = detector.current();
      if (suspension !== (thoughts.at(-1)?.suspension ?? null))
        thoughts.push({ atMs: attempt.startedAtMs, suspension });
    }
    cursor = page.nextCursor;
    await breathe();
  } while (cursor !== null);
  let passed = 0;
  return (nowMs) => {
    while ((thoughts[passed]?.atMs ?? Number.POSITIVE_INFINITY) < nowMs) passed += 1;
    return thoughts[passed - 1]?.suspension ?? null;
  };
}

/** The start of the first step in which Kisi refused a key; null if it never did. */
function firstRefusal({ all, firstMs, toMs, stepMs }: Asked): number | null {
  const refusedIn = (range: Range) => all.count(range).get("all")?.refused ?? 0;
  if (refusedIn({ fromMs: firstMs, toMs }) === 0) return null;
  let fromMs = firstMs;
  while (refusedIn({ fromMs, toMs: fromMs + stepMs }) === 0) fromMs += stepMs;
  return fromMs;
}

function expectFew(all: RecordedCounts, range: Range): void {
  const attempts = attemptsOf(all.count(range).get("all") ?? noCounts);
  if (attempts <= attemptsMax) return;
  const words = `${formatCount(attempts, "attempt")} would have to be read one by one, and at most ${formatNumber(attemptsMax)} can be: shorten the range`;
  throw new AppError("unanswerable", words);
}

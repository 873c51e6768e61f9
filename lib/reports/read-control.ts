import { AppError } from "#lib/errors";
import type { AttemptFilter } from "#lib/model/filter";
import type { Report, ReportCounts } from "#lib/model/report";
import type { AttemptArchive, RepeatFigures } from "#lib/store/report-store";
import type { AttemptReader } from "#lib/store/store";
import type { Range } from "#lib/time/range";
import { type KeyFigures, readKeyFigures } from "#lib/traffic/read-key-figures";
import { readStats } from "#lib/traffic/read-stats";

const listed = 15;

type FigureStore = Pick<AttemptReader, "readFigures">;

/** All traffic of the range, with the routes and keys that did best first: what worked at the same time. */
export async function readControl(store: FigureStore, range: Range): Promise<Report["control"]> {
  const [routes, credentials] = await Promise.all([
    readKeyFigures(store, "route", range),
    readKeyFigures(store, "credential", range),
  ]);
  const total = { attempts: 0, failures: 0, bad: 0 };
  for (const { attempts, failures, bad } of routes.values()) {
    total.attempts += attempts;
    total.failures += failures;
    total.bad += bad;
  }
  return {
    ...total,
    routes: best(routes).map(([route, counts]) => ({ route, ...counts })),
    credentials: best(credentials)
      .filter(([key]) => key !== "none")
      .map(([fingerprint, counts]) => ({ fingerprint, ...counts })),
  };
}

/** Lowest failure rate first; of equals the one with more attempts. */
function best(figures: ReadonlyMap<string, KeyFigures>): [string, ReportCounts][] {
  return [...figures]
    .map(([key, { attempts, failures, bad }]): [string, ReportCounts] => [key, { attempts, failures, bad }])
    .sort(([, a], [, b]) => a.failures / a.attempts - b.failures / b.attempts || b.attempts - a.attempts)
    .slice(0, listed);
}

/** How calls were repeated in the range: proof that nothing was repeated that should not have been, and of the waits. */
export async function readRepeatSums(
  store: Pick<AttemptArchive, "readRepeats">,
  range: Range,
): Promise<Report["repeats"]> {
  const all = await store.readRepeats(range);
  const ours = all.filter(({ byAjar }) => byAjar);
  const sum = (rows: readonly RepeatFigures[], of: (row: RepeatFigures) => number) =>
    rows.reduce((total, row) => total + of(row), 0);
  const byRepetition = Map.groupBy(ours, ({ repetition }) => repetition);
  return {
    count: sum(ours, ({ count }) => count),
    afterClientError: sum(
      ours.filter(({ after }) => after === "client_error"),
      ({ count }) => count,
    ),
    asked: sum(ours, ({ asked }) => asked),
    honoured: sum(ours, ({ honoured }) => honoured),
    gaps: [...byRepetition].map(([repetition, rows]) => ({
      repetition,
      count: sum(rows, ({ count }) => count),
      minMs: Math.min(...rows.map(({ gapMs }) => gapMs.min)),
      // The median of the largest group stands for all: medians do not add up.
      medianMs: rows.toSorted((a, b) => b.count - a.count)[0]?.gapMs.median ?? 0,
      maxMs: Math.max(...rows.map(({ gapMs }) => gapMs.max)),
    })),
    byOthers: sum(
      all.filter(({ byAjar }) => !byAjar),
      ({ count }) => count,
    ),
  };
}

/** What the selection's failures are a part of; null where the figures cannot be told. */
export type Base = { readonly all: ReportCounts; readonly attemptsByRoute: ReadonlyMap<string, number> };

/** Reads the base: the attempts of the same filter without what says how an attempt ended. */
export async function readBase(store: FigureStore, range: Range, filter: AttemptFilter): Promise<Base | null> {
  const { outcome: _, status: __, statusClass: ___, problem: ____, q: _____, minRetries: ______, ...rest } = filter;
  try {
    const [all, routes] = await Promise.all([
      readCounts(store, range, rest),
      readKeyFigures(store, "route", range, rest),
    ]);
    return { all, attemptsByRoute: new Map([...routes].map(([route, { attempts }]) => [route, attempts])) };
  } catch (error) {
    if (error instanceof AppError && error.code === "unanswerable") return null;
    throw error;
  }
}

async function readCounts(store: FigureStore, range: Range, filter: AttemptFilter): Promise<ReportCounts> {
  const { totals } = await readStats(store, { range, filter, by: "none", bucket: "auto", timeZone: "UTC" });
  const { attempts, failures, bad } = totals;
  return { attempts, failures, bad };
}

type Fix = Omit<NonNullable<Report["fix"]>, "lastBadAt">;

/** The figures on both sides of the moment of the fix; null if it is not within the range. */
export async function readFix(
  store: FigureStore,
  range: Range,
  filter: AttemptFilter,
  fixedAtMs: number,
): Promise<Fix | null> {
  if (fixedAtMs <= range.fromMs || fixedAtMs >= range.toMs) return null;
  const side = async (fromMs: number, toMs: number) => {
    const counts = await readCounts(store, { fromMs, toMs }, filter);
    return { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString(), ...counts };
  };
  const [before, after] = await Promise.all([side(range.fromMs, fixedAtMs), side(fixedAtMs, range.toMs)]);
  return { at: new Date(fixedAtMs).toISOString(), before, after };
}

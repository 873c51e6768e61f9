import type { Database } from "better-sqlite3";
import { AppError } from "#lib/errors";
import { planStretches, type Run, runsOf } from "#lib/store/sqlite/figure-plan";
import { type FigureScope, settleScope } from "#lib/store/sqlite/figure-scope";
import { createFigureSink, type FigureColumns } from "#lib/store/sqlite/figure-sink";
import { chooseFigureSource, type FigureSource } from "#lib/store/sqlite/figure-source";
import { exactBelow } from "#lib/store/sqlite/latency-summary";
import { prepareReadKept } from "#lib/store/sqlite/marks";
import { prepareResolveFilter, type ResolvedFilter } from "#lib/store/sqlite/resolve-filter";
import { prepareSeriesKeys, type SeriesKeys } from "#lib/store/sqlite/series-keys";
import type { Statements } from "#lib/store/sqlite/statements";
import { sumStretches } from "#lib/store/sqlite/sum-figures";
import type { FiguresQuery } from "#lib/store/store";
import type { Range } from "#lib/time/range";

export type FigureLimits = {
  /** Attempts among which a small view may be looked for, to get its exact percentiles. */
  readonly rowsForExact: number;
  /** Attempts at an edge of a range that are counted one by one, rather than all of their span and the others off again. */
  readonly rowsAtEdge: number;
  /** Attempts that figures may run through where no rollup answers. */
  readonly rowsMax: number;
};

/** Measured: some 50 ms, two, and one to three seconds, on a thread of their own. */
export const defaultFigureLimits: FigureLimits = {
  rowsForExact: 200_000,
  rowsAtEdge: 5_000,
  rowsMax: 5_000_000,
};

/** Figures as columns of numbers, with the text of each key. */
export type PackedFigures = FigureScope & FigureColumns & { readonly labels: ReadonlyMap<number, string> };

/** Sums up what a query means, in the buckets of its scope or in other runs over the same range. */
export type ReadFigures = (query: FiguresQuery, runsIn?: (scope: FigureScope) => readonly Run[]) => PackedFigures;

type Question = {
  readonly runs: readonly Run[];
  readonly keys: SeriesKeys;
  readonly filter: ResolvedFilter;
  readonly withLatency: boolean;
};

/** Prepares the figures of a range: from rollups where one answers, else from the attempts themselves. */
export function prepareReadFigures(db: Database, statements: Statements, limits: FigureLimits): ReadFigures {
  const resolveFilter = prepareResolveFilter(db);
  const seriesKeys = prepareSeriesKeys(db);
  const readKept = prepareReadKept(db);

  function sum({ runs, ...question }: Question, source: FigureSource): FigureColumns {
    const sink = createFigureSink(question.withLatency);
    const isBusy = (range: Range) => hasMoreRows(statements, range, limits.rowsAtEdge);
    sumStretches(statements, planStretches(runs, source, isBusy), { ...question, sink });
    return sink.end();
  }

  return (query, runsIn = runsOf) => {
    const kept = readKept();
    const filter = resolveFilter(query.filter);
    const source = chooseFigureSource(query.by, filter);
    const scope = settleScope(query, source, kept);
    const { range } = scope;
    if (source === "rows" && hasMoreRows(statements, range, limits.rowsMax)) throw tooManyRows(limits.rowsMax);
    const keys = seriesKeys(query.by);
    const withLatency = query.latency ?? true;
    const question = { runs: runsIn(scope), keys, filter, withLatency };
    let columns = sum(question, source);
    const few = withLatency && columns.sent < exactBelow && range.fromMs >= kept.rowsFromMs;
    if (!columns.latencyMs.exact && few && !hasMoreRows(statements, range, limits.rowsForExact)) {
      columns = sum(question, "rows");
    }
    return { ...scope, ...columns, labels: labelsOf(columns.cells, keys) };
  };
}

/** Whether more than `max` attempts started in the range. */
function hasMoreRows(statements: Statements, { fromMs, toMs }: Range, max: number): boolean {
  const sql = "SELECT 1 FROM attempts WHERE started_at_ms >= ? AND started_at_ms < ? LIMIT 1 OFFSET ?";
  return statements.get(sql).get(fromMs, toMs, max) !== undefined;
}

function tooManyRows(max: number): AppError {
  const message =
    `no sums are kept for this combination of filters, and the range holds more than ${max} attempts: shorten the ` +
    "range, or use one of route (or method), integration and credential, with outcome, statusClass and status";
  return new AppError("unanswerable", message, { errors: [{ path: "from", message }] });
}

function labelsOf(cells: Float64Array, { labelOf }: SeriesKeys): ReadonlyMap<number, string> {
  const keys = new Set(cells.filter((_, index) => index % 7 === 1));
  return new Map([...keys].map((key) => [key, labelOf(key)]));
}

import type { Percentiles } from "#lib/model/stats";
import { createLatencySummary, type LatencySummary } from "#lib/store/sqlite/latency-summary";

/** Counts that come from one row of a rollup, or from one attempt; below zero to take off. Numbers as in the database. */
export type FigureRow = {
  /** Start of the bucket. */
  readonly t: number;
  /** What the series is told apart by. */
  readonly key: number;
  readonly outcome: number;
  /** 0 where there was none. */
  readonly status: number;
  readonly attempts: number;
  readonly calls: number;
  readonly retries: number;
};

/** Columns of numbers, which cross between threads without being copied one by one. */
export type FigureColumns = {
  /** Seven numbers a cell, in the order of `FigureRow`. */
  readonly cells: Float64Array;
  /** Three numbers each: t, key, ms. */
  readonly p95s: Float64Array;
  readonly latencyMs: Percentiles;
  readonly sent: number;
};

/** Sums rows up by bucket, key, outcome and status. Buckets must come in rising order. */
export type FigureSink = {
  /**
   * `latencies` is one latency in ms, packed bins, or null for what was never sent. A single attempt may be taken off
   * again after the row of its bucket that holds it.
   */
  readonly add: (row: FigureRow, latencies: number | Uint8Array | null) => void;
  readonly end: () => FigureColumns;
};

/** Makes an empty sink; without latencies it tells no percentiles. */
export function createFigureSink(withLatency: boolean): FigureSink {
  const total = createLatencySummary();
  const summaries = new Map<number, LatencySummary>();
  const cells: number[] = [];
  const p95s: number[] = [];
  let open = new Map<number, number[]>();
  let bucket = Number.NEGATIVE_INFINITY;
  let sent = 0;

  function closeBucket(): void {
    for (const cell of open.values()) {
      // All that it counted was taken off.
      if (cell[4] !== 0) cells.push(...cell);
    }
    open = new Map();
    for (const [key, summary] of summaries) {
      const ms = summary.percentile(95);
      if (ms === null) continue;
      p95s.push(bucket, key, ms);
      summary.clear();
    }
  }

  function count({ t, key, outcome, status, attempts, calls, retries }: FigureRow): void {
    const name = (key * 16 + outcome) * 1_000 + status;
    const cell = open.get(name);
    if (!cell) {
      open.set(name, [t, key, outcome, status, attempts, calls, retries]);
      return;
    }
    cell[4] = (cell[4] ?? 0) + attempts;
    cell[5] = (cell[5] ?? 0) + calls;
    cell[6] = (cell[6] ?? 0) + retries;
  }

  function summaryOf(key: number): LatencySummary {
    let summary = summaries.get(key);
    if (!summary) {
      summary = createLatencySummary();
      summaries.set(key, summary);
    }
    return summary;
  }

  return {
    add(row, latencies) {
      // A row of a rollup may be empty when all that it counted was deleted.
      if (row.attempts === 0) return;
      if (row.t !== bucket) closeBucket();
      bucket = row.t;
      count(row);
      if (latencies === null) return;
      sent += row.attempts;
      if (!withLatency) return;
      for (const summary of [total, summaryOf(row.key)]) {
        if (typeof latencies === "number" && row.attempts < 0) summary.takeOff(latencies);
        else summary.add(latencies);
      }
    },
    end() {
      closeBucket();
      return {
        cells: Float64Array.from(cells),
        p95s: Float64Array.from(p95s),
        latencyMs: {
          p50: total.percentile(50),
          p95: total.percentile(95),
          p99: total.percentile(99),
          exact: total.isExact(),
        },
        sent,
      };
    },
  };
}

import type { Outcome, StatusClass } from "#lib/model/outcome";

export const statsDimensions = [
  "statusClass",
  "outcome",
  "status",
  "route",
  "integration",
  "credential",
  "none",
] as const;
export type StatsDimension = (typeof statsDimensions)[number];

/** Nearest-rank percentiles in ms over sent attempts, network errors included; null without attempts. */
export type Percentiles = {
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  /** True when computed from the raw values, false when from bins (at most 2 % off). */
  readonly exact: boolean;
};

export type StatsTotals = {
  /** Sent attempts; blocked calls are in `blocked` alone. */
  readonly attempts: number;
  readonly calls: number;
  readonly retries: number;
  readonly bad: number;
  /** bad / attempts, 0..1; null without attempts. */
  readonly badRate: number | null;
  readonly failures: number;
  readonly blocked: number;
  readonly byStatusClass: Readonly<Record<StatusClass, number>>;
  readonly byOutcome: Readonly<Record<Outcome, number>>;
  readonly latencyMs: Percentiles;
};

export type StatsPoint = {
  /** Start of the bucket, epoch ms. */
  readonly t: number;
  readonly attempts: number;
  readonly bad: number;
  readonly p95: number | null;
};

export type StatsSeries = { readonly key: string; readonly points: readonly StatsPoint[] };

/** Figures of a half-open range `[fromMs, toMs)`; the series sum up to the totals. */
export type Stats = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly bucketSeconds: number;
  readonly totals: StatsTotals;
  readonly series: readonly StatsSeries[];
};

/** One row of the top failing routes. */
export type RouteFigures = {
  readonly route: string;
  readonly attempts: number;
  readonly bad: number;
  readonly failures: number;
  readonly retries: number;
  readonly p95: number | null;
};

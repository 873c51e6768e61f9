import { z } from "zod";
import { outcomes, statusClasses } from "#lib/model/outcome";
import type { BucketSeconds } from "#lib/time/bucket";

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

export const percentilesSchema = z
  .object({
    p50: z.number().nullable(),
    p95: z.number().nullable(),
    p99: z.number().nullable(),
    exact: z.boolean().describe("True when computed from the raw values, false when from bins (at most 2 % off)."),
  })
  .describe("Nearest-rank percentiles in ms over sent attempts, network errors included; null without attempts.");
export type Percentiles = Readonly<z.infer<typeof percentilesSchema>>;

export const statsTotalsSchema = z.object({
  attempts: z.int().describe("Sent attempts; blocked calls are in `blocked` alone."),
  calls: z.int(),
  retries: z.int(),
  bad: z.int().describe("4xx and 429: what may count towards suspension."),
  badRate: z.number().nullable().describe("bad / attempts, 0 to 1; null without attempts."),
  failures: z.int().describe("Bad attempts, 5xx and network errors."),
  blocked: z.int().describe("Calls that were never sent."),
  byStatusClass: z.record(z.enum(statusClasses), z.int()),
  byOutcome: z.record(z.enum(outcomes), z.int()),
  latencyMs: percentilesSchema,
});
export type StatsTotals = Readonly<z.infer<typeof statsTotalsSchema>>;

export const statsPointSchema = z.object({
  /** Start of the bucket, epoch ms. */
  t: z.int(),
  attempts: z.int(),
  bad: z.int(),
  p95: z.number().nullable(),
});
export type StatsPoint = Readonly<z.infer<typeof statsPointSchema>>;

export type StatsSeries = { readonly key: string; readonly points: readonly StatsPoint[] };

/** Figures of a half-open range `[fromMs, toMs)`; the series sum up to the totals. */
export type Stats = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly bucketSeconds: BucketSeconds;
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

import { z } from "zod";
import { exchangeSchema } from "#lib/model/attempt";
import {
  type AttemptOfCall,
  attemptOfCallSchema,
  type Call,
  type CallDetail,
  callSchema,
  metSchema,
} from "#lib/model/call";
import { type Stats, statsPointSchema, statsTotalsSchema } from "#lib/model/stats";

/** As the API writes times: ISO 8601, UTC, milliseconds. */
export const instant = z.iso.datetime({ precision: 3 });

/** Epoch ms as the API writes times. */
export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}

const metViewSchema = metSchema.omit({ startedAtMs: true }).extend({ startedAt: instant });

export const callViewSchema = callSchema
  .omit({ startedAtMs: true })
  .extend({
    startedAt: instant,
    met: metViewSchema
      .optional()
      .describe("With `match=any`: the newest attempt in the range that is as the filters say."),
  })
  .meta({
    id: "Call",
    description: "What the caller asked for: its status is its last attempt's, its retries are attempts - 1.",
  });

/** A call as the API shows it. */
export function viewCall({ startedAtMs, met, ...call }: Call): z.input<typeof callViewSchema> {
  const shown = { ...call, startedAt: isoTime(startedAtMs) };
  if (met === undefined) return shown;
  const { startedAtMs: metAtMs, ...rest } = met;
  return { ...shown, met: { ...rest, startedAt: isoTime(metAtMs) } };
}

export const attemptViewSchema = attemptOfCallSchema
  .omit({ startedAtMs: true, toldStartedAtMs: true })
  .extend({
    startedAt: instant,
    toldStartedAt: instant
      .nullable()
      .describe(
        "What the sender's clock said, if that was over 5 minutes ahead: the attempt then counts at its arrival.",
      ),
  })
  .meta({ id: "Attempt", description: "One HTTP exchange with Kisi, or the one row of a call that was never sent." });

/** An attempt of a call as the API shows it. */
export function viewAttempt(attempt: AttemptOfCall): z.input<typeof attemptViewSchema> {
  const { startedAtMs, toldStartedAtMs, ...rest } = attempt;
  const toldStartedAt = toldStartedAtMs === null ? null : isoTime(toldStartedAtMs);
  return { ...rest, startedAt: isoTime(startedAtMs), toldStartedAt };
}

const exchangeViewSchema = exchangeSchema.meta({
  id: "Exchange",
  description: "What was kept of a failed exchange: redacted, headers by allow-list, bodies cut at 4 KB.",
});

export const callDetailViewSchema = z.object({
  call: callViewSchema,
  attempts: z.array(attemptViewSchema),
  exchange: exchangeViewSchema.nullable().describe("Of the last failed attempt; null if none failed."),
});

/** A call with its attempts and what was kept of the failed exchange. */
export function viewCallDetail({ call, attempts, exchange }: CallDetail): z.input<typeof callDetailViewSchema> {
  return { call: viewCall(call), attempts: attempts.map(viewAttempt), exchange };
}

export const statsViewSchema = z
  .object({
    from: instant,
    to: instant,
    bucketSeconds: z.int(),
    totals: statsTotalsSchema,
    series: z.array(
      z.object({
        key: z.string(),
        points: z.array(statsPointSchema.extend({ t: instant.describe("Start of the bucket.") })),
      }),
    ),
  })
  .meta({
    id: "Stats",
    description: "Figures of the half-open range [from, to). Every bucket is there; the series sum up to the totals.",
  });

/** Figures as the API shows them. */
export function viewStats({ fromMs, toMs, series, ...stats }: Stats): z.input<typeof statsViewSchema> {
  return {
    from: isoTime(fromMs),
    to: isoTime(toMs),
    ...stats,
    series: series.map(({ key, points }) => ({
      key,
      points: points.map(({ t, ...rest }) => ({ t: isoTime(t), ...rest })),
    })),
  };
}

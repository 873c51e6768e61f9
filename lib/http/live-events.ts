import { z } from "zod";
import { viewAlert } from "#lib/http/alert-views";
import { attemptViewSchema, instant, isoTime, viewAttempt } from "#lib/http/api-views";
import { type riskViewSchema, viewRisk } from "#lib/http/risk-views";
import type { Alert } from "#lib/model/alert";
import type { Attempt } from "#lib/model/attempt";
import { commaList } from "#lib/model/filter";
import { isBad, isFailure } from "#lib/model/outcome";
import type { Risk } from "#lib/risk/read-risk";

export const liveEvents = ["stats", "attempt", "alert", "risk"] as const;
export type LiveEvent = (typeof liveEvents)[number];

/** The query of `GET /api/v1/live`. */
export const liveSearchSchema = z.strictObject({
  events: commaList(z.enum(liveEvents))
    .default([...liveEvents])
    .describe("Which events to send. `stats` come in any case, for they say what was left out."),
});

export const liveStatsSchema = z
  .object({
    from: instant,
    to: instant,
    attempts: z.int().describe("Sent attempts that were stored in [from, to)."),
    bad: z.int(),
    failures: z.int(),
    blocked: z.int().describe("Calls that were never sent."),
    dropped: z
      .int()
      .describe("`attempt` events that were left out, because there were too many or you read too slowly."),
  })
  .meta({ id: "LiveStats", description: "Data of a `stats` event: what was stored since the one before." });

export const liveAttemptSchema = attemptViewSchema.extend({ callId: z.string() }).meta({
  id: "LiveAttempt",
  description: "Data of an `attempt` event: a bad attempt (4xx or 429) that has just been stored, redacted.",
});

/** What is counted between two `stats` events. */
export type LiveTally = { attempts: number; bad: number; failures: number; blocked: number; dropped: number };

/** A tally of nothing. */
export function emptyTally(): LiveTally {
  return { attempts: 0, bad: 0, failures: 0, blocked: 0, dropped: 0 };
}

/** Counts an attempt as the totals of the stats do. */
export function countInto(tally: LiveTally, { outcome }: Pick<Attempt, "outcome">): void {
  if (outcome === "blocked") {
    tally.blocked += 1;
    return;
  }
  tally.attempts += 1;
  if (isBad(outcome)) tally.bad += 1;
  if (isFailure(outcome)) tally.failures += 1;
}

/** A `stats` event as it goes over the wire. */
export function writeStats(tally: LiveTally, fromMs: number, toMs: number): string {
  const data: z.input<typeof liveStatsSchema> = { from: isoTime(fromMs), to: isoTime(toMs), ...tally };
  return writeEvent("stats", data);
}

/** An `attempt` event as it goes over the wire. */
export function writeAttempt({
  callId,
  call: _totals,
  exchange: _kept,
  failure: _,
  requestShape: _shape,
  ...attempt
}: Attempt): string {
  const data: z.input<typeof liveAttemptSchema> = { callId, ...viewAttempt(attempt) };
  return writeEvent("attempt", data);
}

/** An `alert` event as it goes over the wire. */
export function writeAlert(alert: Alert): string {
  return writeEvent("alert", viewAlert(alert));
}

/** A `risk` event as it goes over the wire. */
export function writeRisk(risk: Risk): string {
  const data: z.input<typeof riskViewSchema> = viewRisk(risk);
  return writeEvent("risk", data);
}

/** JSON has no line breaks of its own, so the data is one line. */
function writeEvent(event: LiveEvent, data: unknown): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

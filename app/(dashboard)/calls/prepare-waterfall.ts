import type { AttemptOfCall, Call } from "#lib/model/call";

/** A stretch of an attempt's time, in parts of the whole call (0..1). */
export type Stretch = {
  readonly kind: "waited" | "held_back" | "to_head" | "no_head" | "body";
  readonly start: number;
  readonly length: number;
  readonly ms: number;
};

export type WaterfallRow = { readonly attempt: AttemptOfCall; readonly stretches: readonly Stretch[] };

/** What would be written as 0 ms is left out. */
const shownMinMs = 0.05;

/** Places each attempt's waits and latency on one axis that runs from the call's start to its end. */
export function prepareWaterfall(call: Call, attempts: readonly AttemptOfCall[]): readonly WaterfallRow[] {
  const ends = attempts.map(({ startedAtMs, latencyMs }) => startedAtMs - call.startedAtMs + latencyMs);
  const totalMs = Math.max(call.latencyMs, ...ends, 1);
  return attempts.map((attempt) => ({ attempt, stretches: stretchesOf(attempt, call.startedAtMs, totalMs) }));
}

function stretchesOf(attempt: AttemptOfCall, originMs: number, totalMs: number): readonly Stretch[] {
  const sentMs = attempt.startedAtMs - originMs;
  const ttfbMs = attempt.ttfbMs ?? attempt.latencyMs;
  const answered = attempt.ttfbMs !== null || attempt.status !== null;
  const spans = [
    { kind: "waited", fromMs: sentMs - attempt.heldBackMs - attempt.waitedMs, ms: attempt.waitedMs },
    { kind: "held_back", fromMs: sentMs - attempt.heldBackMs, ms: attempt.heldBackMs },
    { kind: answered ? "to_head" : "no_head", fromMs: sentMs, ms: ttfbMs },
    { kind: "body", fromMs: sentMs + ttfbMs, ms: attempt.latencyMs - ttfbMs },
  ] as const;
  return spans.flatMap(({ kind, fromMs, ms }) => {
    if (ms < shownMinMs) return [];
    const start = clamp(fromMs / totalMs);
    return [{ kind, start, length: Math.min(ms / totalMs, 1 - start), ms }];
  });
}

function clamp(part: number): number {
  return Math.min(Math.max(part, 0), 1);
}

import { isBad, isFailure } from "#lib/model/outcome";
import type { CallRun, RecordedCall } from "#lib/risk/replay-call";

/** Sums over calls, as they went on record or in a replay. */
export type ReplayTally = {
  readonly calls: number;
  /** Calls with more than one attempt. */
  readonly retried: number;
  readonly attempts: number;
  readonly bad: number;
  /** Calls whose first attempt failed and whose last did not. */
  readonly recovered: number;
  /** Calls whose last attempt failed. */
  readonly failed: number;
  /** What retrying took beyond the first attempts: waits and repeats together. */
  readonly retryMs: number;
  /** Repeats of door actions. */
  readonly doorRepeats: number;
  /** Answers that are not on record: found near in time, or assumed. */
  readonly found: number;
  readonly assumed: number;
};

export const emptyTally: ReplayTally = {
  calls: 0,
  retried: 0,
  attempts: 0,
  bad: 0,
  recovered: 0,
  failed: 0,
  retryMs: 0,
  doorRepeats: 0,
  found: 0,
  assumed: 0,
};

/** What one run of a call adds. */
export function tallyOf({ first, doorAction }: RecordedCall, run: CallRun): ReplayTally {
  const { answers, durationMs, found, assumed } = run;
  const repeats = answers.length - 1;
  const endedIn = answers.at(-1)?.outcome ?? first.outcome;
  const endedBadly = isFailure(endedIn);
  return {
    calls: 1,
    retried: repeats > 0 ? 1 : 0,
    attempts: answers.length,
    bad: answers.filter(({ outcome }) => isBad(outcome)).length,
    recovered: isFailure(first.outcome) && (endedIn === "success" || endedIn === "redirect") ? 1 : 0,
    failed: endedBadly ? 1 : 0,
    retryMs: durationMs - first.latencyMs,
    doorRepeats: doorAction ? repeats : 0,
    found,
    assumed,
  };
}

/** Both together. */
export function addTallies(a: ReplayTally, b: ReplayTally): ReplayTally {
  return {
    calls: a.calls + b.calls,
    retried: a.retried + b.retried,
    attempts: a.attempts + b.attempts,
    bad: a.bad + b.bad,
    recovered: a.recovered + b.recovered,
    failed: a.failed + b.failed,
    retryMs: a.retryMs + b.retryMs,
    doorRepeats: a.doorRepeats + b.doorRepeats,
    found: a.found + b.found,
    assumed: a.assumed + b.assumed,
  };
}

import type { SentAttempt } from "#lib/model/attempt";
import type { RecordedWorld } from "#lib/risk/recorded-world";
import type { Answer, RetryPolicy } from "#lib/risk/retry-policy";

/** A call as it is on record: its attempts from the first on. */
export type RecordedCall = {
  readonly first: SentAttempt;
  /** Attempts from the second on, in their order. */
  readonly repeats: readonly SentAttempt[];
  readonly doorAction: boolean;
};

/** How a call went, on record or in a replay. */
export type CallRun = {
  readonly answers: readonly Answer[];
  /** From the start of the first attempt to the end of the last, held back or not. */
  readonly durationMs: number;
  /** Answers that are not on record: found near in time, or taken to be as the call's last. */
  readonly found: number;
  readonly assumed: number;
};

/** Beyond any policy that ends. */
const attemptsMax = 100;

/** How the call went in truth. */
export function recordedRun({ first, repeats }: RecordedCall): CallRun {
  const last = repeats.at(-1) ?? first;
  const durationMs = Math.max(last.startedAtMs - first.startedAtMs, 0) + last.latencyMs;
  return { answers: [first, ...repeats], durationMs, found: 0, assumed: 0 };
}

/**
 * How the call would have gone under another policy. Attempts that are on record are answered as they were, whenever
 * they are made. A 4xx but 429, which is the answer to the request itself, comes again and again. Any other attempt
 * that is not on record is answered as the nearest one of its kind within a minute, else as the one before it.
 */
export function replayCall(call: RecordedCall, policy: RetryPolicy, world: RecordedWorld): CallRun {
  const { first, repeats, doorAction } = call;
  const { method } = first;
  const answers: Answer[] = [first];
  let answer: Answer = first;
  let elapsedMs = first.latencyMs;
  let [found, assumed] = [0, 0];
  while (answers.length < attemptsMax) {
    const waitMs = policy({ method, doorAction, attempt: answers.length, answer, elapsedMs });
    if (waitMs === null) break;
    elapsedMs += waitMs;
    const recorded = repeats[answers.length - 1];
    const near =
      recorded || answer.outcome === "client_error"
        ? undefined
        : world.answerNear(first, first.startedAtMs + elapsedMs);
    if (near) found += 1;
    else if (!recorded) assumed += 1;
    answer = recorded ?? near ?? answer;
    elapsedMs += answer.latencyMs;
    answers.push(answer);
  }
  return { answers, durationMs: elapsedMs, found, assumed };
}

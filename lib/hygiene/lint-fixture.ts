import { createHygieneLint } from "#lib/hygiene/hygiene-lint";
import { createUserOf } from "#lib/hygiene/user-of";
import type { SentAttempt } from "#lib/model/attempt";
import type { RecordedCall } from "#lib/risk/replay-call";
import { sentAttempt } from "#lib/risk/sent-attempt-fixture";

// For tests of the rules: keys that begin with a name are that person's.

const userOf = createUserOf((fingerprint) => /^(anna|bert)/.exec(fingerprint)?.[0] ?? null);

let made = 0;

/** A call whose attempts are answered with these statuses, each begun so long after the end of the one before. */
export function callOf(
  steps: readonly (number | [status: number, waitMs: number])[],
  changes: Partial<SentAttempt> = {},
): RecordedCall {
  made += 1;
  let atMs = changes.startedAtMs ?? 0;
  const latencyMs = changes.latencyMs ?? 100;
  const attempts = steps.map((step, n) => {
    const [status, waitMs] = typeof step === "number" ? [step, 1_000] : step;
    if (n > 0) atMs += latencyMs + waitMs;
    return sentAttempt(status, { callId: `call-${made}`, attempt: n + 1, ...changes, startedAtMs: atMs });
  });
  const [first = sentAttempt(200), ...repeats] = attempts;
  return { first, repeats, doorAction: first.route.endsWith("/unlock") };
}

/** What a lint finds in calls of any order. */
export function lint(calls: readonly RecordedCall[]) {
  const started = createHygieneLint(userOf);
  const inOrder = calls.toSorted((a, b) => a.first.startedAtMs - b.first.startedAtMs);
  for (const call of inOrder) started.addCall(call);
  const attempts = inOrder.flatMap((call) => [call.first, ...call.repeats].map((attempt) => ({ attempt, call })));
  for (const { attempt, call } of attempts.sort((a, b) => a.attempt.startedAtMs - b.attempt.startedAtMs)) {
    started.addAttempt(attempt, call);
  }
  return started.finish();
}

/** What it finds, as rule and attempts. */
export const found = (calls: readonly RecordedCall[]) => lint(calls).map(({ rule, attempts }) => [rule, attempts]);

/** So many calls, the first with 0. */
export const times = (count: number, make: (n: number) => RecordedCall) =>
  Array.from({ length: count }, (_, n) => make(n));

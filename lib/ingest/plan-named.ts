import { memberOfStored } from "#lib/ingest/grouping";
import type { CallHint, IngestedAttempt } from "#lib/ingest/ingested-attempt";
import { type IngestPlan, memberOfArrived, planCall } from "#lib/ingest/plan-call";
import { quote } from "#lib/ingest/refusal";
import type { CallMember } from "#lib/model/ingest";

export type NamedAttempt = IngestedAttempt & { readonly hint: Extract<CallHint, { kind: "named" }> };

/** More attempts than this under one id are no call, but an id that never changes. */
const attemptsMax = 1_000;

/** Whose calls they are, what tells them from others' of the same name, and what is stored of a call. */
export type NamedCallOwner = {
  readonly integration: string | null;
  readonly suffix: string;
  readonly storedOf: (callId: string) => readonly CallMember[];
};

/**
 * Places attempts of the call that their sender calls `name`. If another integration or source has a call of that name,
 * they go to one beside it.
 */
export function planNamed(
  name: string,
  arrived: readonly NamedAttempt[],
  { integration, suffix, storedOf }: NamedCallOwner,
): IngestPlan {
  const isOurs = (member: CallMember) => member.integration === integration && member.source === "ndjson";
  const callId = storedOf(name).every(isOurs) ? name : name + suffix;
  const stored = storedOf(callId);
  const room = Math.max(0, attemptsMax - stored.length);
  const plan = planCall(callId, [
    ...stored.map((member) => memberOfStored<IngestedAttempt>(member)),
    ...arrived
      .slice(0, room)
      .map((attempt) => memberOfArrived(attempt, { attempt: attempt.hint.attempt, final: attempt.hint.final })),
  ]);
  const message = `callId ${quote(name)} has ${attemptsMax} attempts already: give every call an id of its own`;
  return { ...plan, rejected: arrived.slice(room).map(({ line }) => ({ line, message })) };
}

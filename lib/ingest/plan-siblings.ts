import { siblingCallId } from "#lib/ingest/call-ids";
import { type Member, memberOfStored } from "#lib/ingest/grouping";
import { digest } from "#lib/ingest/ingest-context";
import type { CallHint, IngestedAttempt } from "#lib/ingest/ingested-attempt";
import { type IngestPlan, memberOfArrived, planCall } from "#lib/ingest/plan-call";
import { partSiblings } from "#lib/ingest/sibling-calls";
import type { CallMember } from "#lib/model/ingest";

export type SiblingAttempt = IngestedAttempt & { readonly hint: Extract<CallHint, { kind: "sibling" }> };

type SiblingMember = Member<IngestedAttempt>;

const memberChars = 16;

/** Places attempts of one family: parts them and the stored ones into calls anew, so that the order of arrival is nothing. */
export function planSiblings(
  family: string,
  arrived: readonly SiblingAttempt[],
  stored: readonly CallMember[],
): IngestPlan[] {
  const calls = partSiblings([
    ...[...Map.groupBy(stored, ({ callId }) => callId).values()].flatMap(membersOfStored),
    ...arrived.map((attempt) => memberOfArrived(attempt, { attempt: attempt.hint.attempt, final: null })),
  ]);
  const taken = new Set<string>();
  return calls.map((members) => {
    const callId = callIdOf(family, members, taken);
    taken.add(callId);
    return planCall(callId, members);
  });
}

/** A number next to the one before was perhaps found by that, and must be found again; a higher one was told. */
function membersOfStored(stored: readonly CallMember[]): SiblingMember[] {
  const inOrder = [...stored].sort((a, b) => a.attempt - b.attempt);
  return inOrder.map((member, at) => ({
    ...memberOfStored<IngestedAttempt>(member),
    attempt: member.attempt > (inOrder[at - 1]?.attempt ?? 0) + 1 ? member.attempt : null,
    final: null,
  }));
}

/** The id that the call has; if it has none, or another call has just got it, one made of its first attempt. */
function callIdOf(family: string, members: readonly SiblingMember[], taken: ReadonlySet<string>): string {
  const known = members.flatMap(({ stored }) => stored?.callId ?? []).find((callId) => !taken.has(callId));
  if (known !== undefined) return known;
  const first = members[0];
  return siblingCallId(family, first?.startedAtMs ?? 0, first ? nameOf(first) : "");
}

function nameOf({ arrived, stored }: SiblingMember): string {
  if (arrived?.hint.kind === "sibling") return arrived.hint.member;
  return digest(`${stored?.callId} ${stored?.attempt}`).slice(0, memberChars);
}

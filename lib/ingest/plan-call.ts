import { groupCall, type Member, type NumberedMember } from "#lib/ingest/grouping";
import type { IngestedAttempt } from "#lib/ingest/ingested-attempt";
import type { Rejection } from "#lib/ingest/refusal";
import type { CallTotals, MovedAttempt } from "#lib/model/ingest";

/** An ingested attempt with its place in a call. */
export type PlacedAttempt = {
  readonly ingested: IngestedAttempt;
  readonly callId: string;
  readonly attempt: number;
  readonly waitedMs: number;
  readonly call: CallTotals | null;
};

/** What is to be stored, and what became of the rest. */
export type IngestPlan = {
  readonly placed: readonly PlacedAttempt[];
  /** Stored attempts whose place changes; to be made all at once, because two may change places. */
  readonly moves: readonly MovedAttempt[];
  readonly duplicates: number;
  readonly rejected: readonly Rejection[];
};

/** An attempt that has come, as a member of its call. */
export function memberOfArrived(
  arrived: IngestedAttempt,
  told: { readonly attempt: number | null; readonly final: boolean | null },
): Member<IngestedAttempt> {
  const { startedAtMs, toldStartedAtMs, latencyMs, outcome } = arrived;
  return { stored: null, arrived, startedAtMs, toldStartedAtMs, latencyMs, outcome, ...told };
}

/** Places what has come for one call, and moves what is stored of it where that is needed. */
export function planCall(callId: string, members: readonly Member<IngestedAttempt>[]): IngestPlan {
  const { attempts, duplicates } = groupCall(members);
  const placed = attempts.flatMap(({ member, attempt, waitedMs, call }) =>
    member.arrived ? [{ ingested: member.arrived, callId, attempt, waitedMs, call }] : [],
  );
  const grown = placed.length > 0;
  const moves = attempts.flatMap((numbered) => moveOf(numbered, callId, grown));
  return { placed, moves, duplicates: duplicates.length, rejected: [] };
}

/** Totals change with every attempt that is added, so a call that has grown writes them anew. */
function moveOf(numbered: NumberedMember<IngestedAttempt>, callId: string, grown: boolean): MovedAttempt[] {
  const { attempt, call } = numbered;
  const { stored } = numbered.member;
  if (!stored) return [];
  const stays = stored.callId === callId && stored.attempt === attempt && stored.final === (call !== null);
  if (stays && !(grown && call)) return [];
  return [{ from: { callId: stored.callId, attempt: stored.attempt }, to: { callId, attempt }, call }];
}

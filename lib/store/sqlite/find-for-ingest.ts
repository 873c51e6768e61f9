import type { Database } from "better-sqlite3";
import type { CallMember, IngestQuery, IngestState } from "#lib/model/ingest";
import { outcomeOf, sourceOf } from "#lib/store/sqlite/codes";

type MemberRow = Omit<CallMember, "outcome" | "source" | "final"> & {
  readonly outcome: number;
  readonly source: number;
  readonly final: number;
};

/** Prepares the look-up of what ingest must know before it places attempts. */
export function prepareFindForIngest(db: Database): (query: IngestQuery) => IngestState {
  const selectKeys = db
    .prepare<[string], string>(
      `SELECT external_key FROM attempts INDEXED BY attempts_by_external_key
       WHERE external_key IN (SELECT value FROM json_each(?))`,
    )
    .pluck();
  const selectMembers = (which: string) => `
    SELECT a.call_id AS callId, a.attempt, a.started_at_ms AS startedAtMs, a.latency_ms AS latencyMs, a.outcome,
      a.source, i.name AS integration, a.call_attempts IS NOT NULL AS final
    FROM attempts a INDEXED BY attempts_by_call LEFT JOIN integrations i ON i.id = a.integration_id
    WHERE ${which}`;
  const selectOfCalls = db.prepare<[string], MemberRow>(selectMembers("a.call_id IN (SELECT value FROM json_each(?))"));
  const selectBetween = db.prepare<[string, string], MemberRow>(selectMembers("a.call_id >= ? AND a.call_id < ?"));

  return ({ externalKeys, callIds, callIdRanges }) => {
    const knownKeys = externalKeys.length === 0 ? [] : selectKeys.all(JSON.stringify(externalKeys));
    const rows = callIds.length === 0 ? [] : selectOfCalls.all(JSON.stringify(callIds));
    for (const { from, to } of callIdRanges) rows.push(...selectBetween.all(from, to));
    return { knownKeys, members: rows.map(memberOf) };
  };
}

function memberOf({ outcome, source, final, ...row }: MemberRow): CallMember {
  return { ...row, outcome: outcomeOf(outcome), source: sourceOf(source), final: final === 1 };
}

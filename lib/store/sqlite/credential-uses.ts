import type { Database } from "better-sqlite3";
import type { CredentialUse } from "#lib/model/credential";
import { otherName } from "#lib/store/sqlite/names";
import { rollups } from "#lib/store/sqlite/rollups";

type Row = {
  readonly id: number;
  readonly fingerprint: string;
  readonly last4: string | null;
  readonly firstHourS: number;
  readonly lastHourS: number;
  readonly firstCallMs: number | null;
  readonly lastCallMs: number | null;
};

const hourly = rollups.find(({ dimension, seconds }) => dimension === "credential" && seconds === 3_600)?.id ?? 0;
const unauthorized = 401;

/** Calls looked at to tell since when a credential has been refused. */
const runMax = 500;

/**
 * Prepares the list of credentials, those used last first. The hours of the figures outlive the calls; within an hour
 * that has calls, the first of them tells the moment.
 */
export function prepareListCredentialUses(db: Database): (limit: number) => CredentialUse[] {
  const uses = db.prepare<[number, string, number], Row>(`
    WITH hours AS (
      SELECT key, min(starts_at_s) AS firstHourS, max(starts_at_s) AS lastHourS
      FROM figures WHERE rollup = ? GROUP BY key)
    SELECT c.id, c.fingerprint, c.last4, firstHourS, lastHourS,
      (SELECT min(call_started_at_ms) FROM attempts WHERE ${callsOf("c.id")}) AS firstCallMs,
      (SELECT max(call_started_at_ms) FROM attempts WHERE ${callsOf("c.id")}) AS lastCallMs
    FROM hours JOIN credentials c ON c.id = hours.key WHERE c.fingerprint <> ?
    ORDER BY coalesce(lastCallMs, lastHourS * 1000) DESC, c.fingerprint LIMIT ?`);
  const endings = db.prepare<[number, number], { atMs: number; status: number | null }>(`
    SELECT call_started_at_ms AS atMs, status FROM attempts INDEXED BY calls_by_credential
    WHERE ${callsOf("?")} ORDER BY call_started_at_ms DESC LIMIT ?`);

  function refusedSince(id: number): number | null {
    let sinceMs: number | null = null;
    for (const { atMs, status } of endings.iterate(id, runMax)) {
      if (status === null) continue;
      if (status !== unauthorized) break;
      sinceMs = atMs;
    }
    return sinceMs;
  }

  return (limit) =>
    uses.all(hourly, otherName, limit).map(({ id, fingerprint, last4, ...times }) => ({
      fingerprint,
      last4,
      ...momentsOf(times),
      refusedSinceMs: refusedSince(id),
    }));
}

function callsOf(credentialId: string): string {
  return `credential_id = ${credentialId} AND call_started_at_ms IS NOT NULL`;
}

function momentsOf({ firstHourS, lastHourS, firstCallMs, lastCallMs }: Omit<Row, "id" | "fingerprint" | "last4">) {
  const firstHourMs = firstHourS * 1_000;
  const isSameHour = firstCallMs !== null && firstCallMs < firstHourMs + 3_600_000;
  return {
    firstUsedAtMs: isSameHour ? firstCallMs : firstHourMs,
    lastUsedAtMs: lastCallMs ?? lastHourS * 1_000,
  };
}

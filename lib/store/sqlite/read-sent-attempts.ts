import type { Database } from "better-sqlite3";
import type { SentAttempt } from "#lib/model/attempt";
import { readCursor, writeCursor } from "#lib/store/sqlite/call-cursor";
import { networkErrorOf, outcomeCodes, outcomeOf, partnerHeadersOf, sourceOf } from "#lib/store/sqlite/codes";
import type { SentAttemptPage, SentAttemptsQuery } from "#lib/store/store";

type Row = Omit<SentAttempt, "outcome" | "networkError" | "partnerHeaders" | "source"> & {
  readonly id: number;
  readonly outcome: number;
  readonly networkError: number | null;
  readonly partnerHeaders: number | null;
  readonly source: number;
};

/** No attempt has it: the end of a range is open. */
const noId = 0;

/** The text of the question; the newest attempts come off the index, so that a page costs its own rows alone. */
export const sentAttemptsSql = `
  SELECT a.id, a.call_id AS callId, a.attempt, a.started_at_ms AS startedAtMs, r.method, r.route, a.path, a.status, a.outcome,
    a.network_error AS networkError, a.latency_ms AS latencyMs, a.retry_after_ms AS retryAfterMs,
    a.deprecation, a.sunset, a.partner_headers AS partnerHeaders, a.source,
    i.name AS integration, c.fingerprint AS credential
  FROM attempts a INDEXED BY attempts_by_time
  JOIN routes r ON r.id = a.route_id
  LEFT JOIN integrations i ON i.id = a.integration_id
  LEFT JOIN credentials c ON c.id = a.credential_id
  WHERE a.started_at_ms >= ? AND (a.started_at_ms, a.id) < (?, ?) AND a.outcome <> ${outcomeCodes.blocked}
  ORDER BY a.started_at_ms DESC, a.id DESC LIMIT ?`;

/** Prepares the reading of sent attempts, newest first. */
export function prepareReadSentAttempts(db: Database): (query: SentAttemptsQuery) => SentAttemptPage {
  const select = db.prepare<[number, number, number, number], Row>(sentAttemptsSql);
  return ({ range, limit, cursor }) => {
    const place = cursor === null ? null : readCursor(cursor);
    const before = place !== null && place.startedAtMs < range.toMs ? place : { startedAtMs: range.toMs, id: noId };
    const rows = select.all(range.fromMs, before.startedAtMs, before.id, limit + 1);
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return { data: rows.slice(0, limit).map(toSentAttempt), nextCursor: last ? writeCursor(last) : null };
  };
}

function toSentAttempt({ id: _, outcome, networkError, partnerHeaders, source, ...shared }: Row): SentAttempt {
  return {
    ...shared,
    outcome: outcomeOf(outcome),
    networkError: networkErrorOf(networkError),
    partnerHeaders: partnerHeadersOf(partnerHeaders),
    source: sourceOf(source),
  };
}

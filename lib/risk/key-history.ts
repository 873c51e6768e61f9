import { z } from "zod";
import type { RecordedAttempt } from "#lib/model/attempt";
import { isFailure } from "#lib/model/outcome";
import type { RefusedKey } from "#lib/model/suspension";

export const keyHistorySchema = z.object({
  credential: z.string(),
  last4: z.string().nullable(),
  integration: z.string().nullable(),
  workedAtMs: z.int().nullable(),
  /** The newest last. */
  workedRoutes: z.array(z.string()).readonly(),
  /** Null unless its last answers were refusals. */
  refused: z
    .object({
      sinceMs: z.int(),
      atMs: z.int(),
      count: z.int(),
      statuses: z.array(z.int()).readonly(),
      routes: z.array(z.string()).readonly(),
      errorCode: z.string().nullable(),
      errorMessage: z.string().nullable(),
      lastCallId: z.string(),
    })
    .readonly()
    .nullable(),
});
/** What is known of how Kisi answers one key. */
export type KeyHistory = Readonly<z.infer<typeof keyHistorySchema>>;

const routesMax = 20;
/** So many refusals in a row are no accident, and so many if all of them are of one route. */
const refusalsMin = 3;
const refusalsOfOneRouteMin = 5;
const dayMs = 86_400_000;
/** What worked longer ago does not make a refusal sudden. */
const suddenWithinMs = 7 * dayMs;

/** The history with one more attempt; the same object if that tells nothing of the key. */
export function addAttempt(before: KeyHistory | undefined, attempt: RecordedAttempt, credential: string): KeyHistory {
  const history = before ?? startOf(attempt, credential);
  const { status, startedAtMs } = attempt;
  if (status === 401 || status === 403) return addRefusal(history, attempt, status);
  if (!isLetIn(attempt)) return history;
  // An answer to what was sent before the refusals began does not end them.
  if (history.refused && startedAtMs < history.refused.sinceMs) return history;
  if (isFailure(attempt.outcome)) return { ...history, refused: null };
  const { workedRoutes, workedAtMs } = history;
  return {
    ...history,
    integration: attempt.integration,
    workedAtMs: Math.max(workedAtMs ?? startedAtMs, startedAtMs),
    workedRoutes: withRoute(workedRoutes, attempt.route),
    refused: null,
  };
}

/** True if the change is worth being stored: a success now and then is enough. */
export function isNews(before: KeyHistory | undefined, after: KeyHistory): boolean {
  if (before === undefined || before.refused !== after.refused) return true;
  return before.workedRoutes !== after.workedRoutes || minuteOf(before.workedAtMs) !== minuteOf(after.workedAtMs);
}

function minuteOf(ms: number | null): number | null {
  return ms === null ? null : Math.floor(ms / 60_000);
}

/** True if a key that worked is refused wherever it was used since, often enough to tell. */
export function isShutOut({ workedAtMs, workedRoutes, refused }: KeyHistory): boolean {
  if (workedAtMs === null || refused === null || refused.sinceMs - workedAtMs > suddenWithinMs) return false;
  // A refusal of what was never allowed says nothing.
  const lost = workedRoutes.filter((route) => refused.routes.includes(route)).length;
  if (lost >= 2) return refused.count >= refusalsMin;
  return lost === 1 && workedRoutes.length === 1 && refused.count >= refusalsOfOneRouteMin;
}

/** What the refusals of a key rest on; null if there are none. */
export function evidenceOf({ workedAtMs, refused, credential, last4, integration }: KeyHistory): RefusedKey | null {
  if (refused === null || workedAtMs === null) return null;
  const { sinceMs, atMs, count, ...rest } = refused;
  const times = { lastSuccessAtMs: workedAtMs, refusedSinceMs: sinceMs, lastRefusedAtMs: atMs };
  return { credential, last4, integration, ...times, refusals: count, ...rest };
}

/** Kisi looked at what the key may do and found it right: only then does it judge the content, or the door's state. */
function isLetIn({ outcome, status }: RecordedAttempt): boolean {
  return outcome === "success" || outcome === "redirect" || status === 409 || status === 422;
}

function startOf({ credentialLast4, integration }: RecordedAttempt, credential: string): KeyHistory {
  return { credential, last4: credentialLast4, integration, workedAtMs: null, workedRoutes: [], refused: null };
}

function addRefusal(history: KeyHistory, attempt: RecordedAttempt, status: number): KeyHistory {
  const { route, startedAtMs, errorCode, errorMessage, callId, integration } = attempt;
  const before = history.refused;
  const refused = {
    sinceMs: Math.min(before?.sinceMs ?? startedAtMs, startedAtMs),
    atMs: Math.max(before?.atMs ?? startedAtMs, startedAtMs),
    count: (before?.count ?? 0) + 1,
    statuses: [...new Set([...(before?.statuses ?? []), status])],
    routes: withRoute(before?.routes ?? [], route),
    errorCode: errorCode ?? before?.errorCode ?? null,
    errorMessage: errorMessage ?? before?.errorMessage ?? null,
    lastCallId: callId,
  };
  return { ...history, integration, refused };
}

function withRoute(routes: readonly string[], route: string): readonly string[] {
  return routes.includes(route) ? routes : [...routes, route].slice(-routesMax);
}

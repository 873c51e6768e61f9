import type { Call } from "#lib/model/call";
import type { AttemptReader } from "#lib/store/store";
import { listCalls } from "#lib/traffic/calls";

/** What the status line says of a call. */
export type NewestCall = Pick<
  Call,
  "callId" | "startedAtMs" | "route" | "outcome" | "status" | "networkError" | "blockedReason" | "latencyMs" | "source"
>;

const dayMs = 86_400_000;

/** The newest call of an integration that is still kept; null if there is none. */
export async function findNewestCall(
  store: Pick<AttemptReader, "listCalls">,
  integration: string,
  nowMs: number,
): Promise<NewestCall | null> {
  const range = { fromMs: 0, toMs: nowMs + dayMs };
  const { data } = await listCalls(store, { range, filter: { integration: [integration] }, limit: 1, cursor: null });
  const [call] = data;
  if (!call) return null;
  const { callId, startedAtMs, route, outcome, status, networkError, blockedReason, latencyMs, source } = call;
  return { callId, startedAtMs, route, outcome, status, networkError, blockedReason, latencyMs, source };
}

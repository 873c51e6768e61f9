import type { BlockedReason } from "#lib/model/attempt";
import type { Breaker, Permit } from "#lib/outbound/breaker";
import type { Deadline } from "#lib/outbound/deadline";
import type { OutboundRequest } from "#lib/outbound/exchange";
import type { Pacer, Pass } from "#lib/outbound/pacer";

export type Admission =
  | { readonly ok: true; readonly heldBackMs: number; readonly permit: Permit }
  | {
      readonly ok: false;
      readonly heldBackMs: number;
      readonly reason: BlockedReason;
      readonly retryAfterMs: number;
    };

/**
 * Asks breaker and pacer whether, and waits until, an attempt may go out. Once admitted it counts as sent.
 * Rejects with the caller's reason if the caller leaves meanwhile.
 */
export async function admit(
  { breaker, pacer }: { readonly breaker: Breaker; readonly pacer: Pacer },
  request: OutboundRequest,
  deadline: Deadline,
): Promise<Admission> {
  const refusedMs = request.doorAction ? 0 : breaker.refusesForMs(request.breakerKey);
  if (refusedMs > 0) return { ok: false, heldBackMs: 0, reason: "breaker", retryAfterMs: refusedMs };
  const pass = await hold(pacer, request, deadline);
  if (!pass.ok) return { ...pass, reason: "pacer" };
  const permit = breaker.admit(request.breakerKey, request.doorAction);
  if (permit) {
    pass.send();
    return { ok: true, heldBackMs: pass.heldBackMs, permit };
  }
  pass.giveBack();
  const retryAfterMs = breaker.refusesForMs(request.breakerKey);
  return { ok: false, heldBackMs: pass.heldBackMs, reason: "breaker", retryAfterMs };
}

async function hold(pacer: Pacer, request: OutboundRequest, deadline: Deadline): Promise<Pass> {
  const remainingMs = deadline.remainingMs();
  const asked = { limits: request.paceLimits, urgent: request.doorAction, latestMs: deadline.atMs };
  try {
    return await pacer.hold(asked, deadline.signal);
  } catch (reason) {
    if (deadline.endedBy() !== "deadline") throw reason;
    return { ok: false, heldBackMs: remainingMs, retryAfterMs: pacer.waitMs(asked) };
  }
}

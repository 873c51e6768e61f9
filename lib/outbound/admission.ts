import type { GuardHold } from "#lib/model/guard";
import type { Breaker, Permit } from "#lib/outbound/breaker";
import type { Deadline } from "#lib/outbound/deadline";
import type { Blocked, OutboundRequest } from "#lib/outbound/exchange";
import type { Guard, GuardPass } from "#lib/outbound/guard";
import type { PaceRequest, Pacer, Pass } from "#lib/outbound/pacer";
import type { PriorityPace } from "#lib/outbound/priority";
import type { Clock } from "#lib/time/clock";

export type AdmissionDeps = {
  readonly clock: Clock;
  readonly breaker: Breaker;
  readonly pacer: Pacer;
  readonly guard: Pick<Guard, "refuses" | "admit" | "suspicionOf" | "countHeld">;
  /** How a call is paced at this moment, beyond its own limits. */
  readonly priorityPace: PriorityPace;
};

export type Admission =
  | {
      readonly ok: true;
      readonly heldBackMs: number;
      readonly permit: Permit;
      readonly guardPass: Extract<GuardPass, { ok: true }>;
    }
  | { readonly ok: false; readonly heldBackMs: number; readonly blocked: Blocked };

/**
 * Asks guard, breaker and pacer whether, and waits until, an attempt may go out. Once admitted it counts as sent.
 * Rejects with the caller's reason if the caller leaves meanwhile.
 */
export async function admit(deps: AdmissionDeps, request: OutboundRequest, deadline: Deadline): Promise<Admission> {
  const { breaker, guard, clock } = deps;
  const refuse = (blocked: Blocked, heldBackMs = 0): Admission => ({ ok: false, heldBackMs, blocked });
  const held = guard.refuses(request);
  if (held) return refuse(blockedBy(held, clock));
  const refusedMs = request.doorAction ? 0 : breaker.refusesForMs(request.breakerKey);
  if (refusedMs > 0) return refuse({ kind: "blocked", reason: "breaker", retryAfterMs: refusedMs });
  // To a key that seems to be suspended nothing is sent that was waiting in a line.
  const suspicion = guard.suspicionOf(request);
  const pass = await hold(deps, request, deadline, suspicion ? clock.elapsed() : deadline.atMs);
  const { heldBackMs } = pass;
  if (!pass.ok) {
    const { retryAfterMs } = pass;
    if (!suspicion) return refuse({ kind: "blocked", reason: "pacer", retryAfterMs }, heldBackMs);
    guard.countHeld(request);
    return refuse({ kind: "blocked", reason: "guard", retryAfterMs, hold: suspicion }, heldBackMs);
  }
  // Asked again: what others were answered meanwhile may have told that this call can only fail.
  const guardPass = guard.admit(request);
  if (!guardPass.ok) {
    pass.giveBack();
    return refuse(blockedBy(guardPass.hold, clock), heldBackMs);
  }
  const permit = breaker.admit(request.breakerKey, request.doorAction);
  if (permit) {
    pass.send();
    return { ok: true, heldBackMs, permit, guardPass };
  }
  pass.giveBack();
  guardPass.settle(null);
  const retryAfterMs = breaker.refusesForMs(request.breakerKey);
  return refuse({ kind: "blocked", reason: "breaker", retryAfterMs }, heldBackMs);
}

function blockedBy(hold: GuardHold, clock: Clock): Blocked {
  return { kind: "blocked", reason: "guard", retryAfterMs: Math.max(0, hold.untilMs - clock.now()), hold };
}

async function hold(
  { pacer, priorityPace }: AdmissionDeps,
  request: OutboundRequest,
  deadline: Deadline,
  latestMs: number,
): Promise<Pass> {
  const remainingMs = deadline.remainingMs();
  const asked: PaceRequest = { ...priorityPace(request), latestMs };
  try {
    return await pacer.hold(asked, deadline.signal);
  } catch (reason) {
    if (deadline.endedBy() !== "deadline") throw reason;
    return { ok: false, heldBackMs: remainingMs, retryAfterMs: pacer.waitMs(asked) };
  }
}

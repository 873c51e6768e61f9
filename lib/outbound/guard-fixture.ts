import { defaultGuardSettings, type GuardSettings } from "#lib/model/guard";
import { outboundRequest } from "#lib/outbound/call-fixture";
import { createCallSigner } from "#lib/outbound/call-signature";
import type { OutboundRequest } from "#lib/outbound/exchange";
import { createGuard, type GuardDeps } from "#lib/outbound/guard";
import { createFakeClock } from "#lib/time/fake-clock";

/** Enforced unless a test says otherwise. */
export const enforced: GuardSettings = { ...defaultGuardSettings, mode: "enforce" };

export const createUser: Partial<OutboundRequest> = {
  method: "POST",
  path: "/users",
  route: "POST /users",
  body: Buffer.from('{"user":{"email":"jane@"}}'),
};

/** A guard on a fake clock, with settings that a test may change. */
export function setUpGuard(settings: GuardSettings = enforced, overrides: Partial<GuardDeps> = {}) {
  const clock = overrides.clock ?? createFakeClock();
  const errors: unknown[] = [];
  const set = { settings };
  const guard = createGuard({
    clock,
    sign: createCallSigner(Buffer.alloc(32, 1)),
    settings: () => set.settings,
    modeOf: () => set.settings.mode,
    former: null,
    onChange: () => undefined,
    onError: (error) => errors.push(error),
    ...overrides,
  });
  /** Sends a call if it may go, and tells the guard how it ended: `sent` or the rule that held it. */
  const ask = (status: number | null, request: Partial<OutboundRequest> = createUser): string => {
    const pass = guard.admit(outboundRequest(request));
    if (!pass.ok) return pass.hold.rule;
    pass.settle(status);
    return "sent";
  };
  const askTimes = (times: number, status: number | null, request?: Partial<OutboundRequest>) =>
    Array.from({ length: times }, () => ask(status, request));
  return { clock, guard, set, errors, ask, askTimes };
}

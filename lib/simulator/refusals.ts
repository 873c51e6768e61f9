import type { Operation } from "#lib/kisi/catalogue";
import { type Answer, invalidFields, kisiError } from "#lib/simulator/answer";
import type { Caller } from "#lib/simulator/authentication";
import type { Json } from "#lib/simulator/json";
import { openHandlers } from "#lib/simulator/operation-handlers";
import { accepts, needsAdministrator, needsAuthorization } from "#lib/simulator/operation-rules";
import type { Random } from "#lib/simulator/random";
import type { RateLimiter } from "#lib/simulator/rate-limits";
import type { SimulatorRequest } from "#lib/simulator/request";
import type { Effects } from "#lib/simulator/scenario-engine";
import type { Scenario } from "#lib/simulator/scenarios";
import type { SuspensionWatch } from "#lib/simulator/suspension";
import type { World } from "#lib/simulator/world";

/** What the simulator holds between two requests. */
export type SimulatorState = {
  readonly world: World;
  readonly random: Random;
  readonly rateLimiter: RateLimiter;
  readonly suspension: SuspensionWatch;
  readonly scenarios: readonly Scenario[];
  readonly rateLimits: boolean;
  readonly retryAfter: boolean;
};

/** One request on its way. */
export type Context = {
  readonly state: SimulatorState;
  readonly request: SimulatorRequest;
  readonly operation: Operation | null;
  readonly caller: Caller | null;
  readonly effects: Effects;
  readonly body: Json | undefined;
};

/** Why a request does not reach its operation, in the order in which it is asked. */
const refusals: readonly ((context: Context) => Answer | null)[] = [
  refuseInOutage,
  refuseByRate,
  refuseUnknownRoute,
  refuseUnauthorized,
  refuseSuspended,
  refuseWithoutRights,
  refuseBadBody,
  refuseByMistake,
  refuseTroubledDoor,
];

/** The answer of whoever refuses the request first, or null if it may reach its operation. */
export function refusalOf(context: Context): Answer | null {
  for (const refuse of refusals) {
    const answer = refuse(context);
    if (answer) return answer;
  }
  return null;
}

function refuseInOutage({ effects: { server_error: effect } }: Context): Answer | null {
  if (!effect) return null;
  const headers = effect.retryAfter === null ? {} : { "retry-after": effect.retryAfter };
  if (effect.body === "json") return kisiError(effect.status, "ffffff", headers);
  const html = `<html><head><title>${effect.status}</title></head><body><h1>${effect.status}</h1></body></html>\n`;
  const type = { "content-type": effect.body === "html" ? "text/html" : "application/json" };
  return {
    status: effect.status,
    headers: { ...headers, ...type },
    body: undefined,
    text: effect.body === "html" ? html : "",
  };
}

function refuseByRate({ state, request, operation, caller, effects }: Context): Answer | null {
  const storm = effects.rate_limited;
  if (storm) return kisiError(429, "000429", storm.retryAfter === null ? {} : { "retry-after": storm.retryAfter });
  if (!state.rateLimits) return null;
  const key = caller ? `${caller.actor.resource_type}:${caller.actor.id}` : `address:${request.address}`;
  const waitMs = state.rateLimiter.take(key, operation);
  if (waitMs === null) return null;
  const retryAfter = String(Math.ceil(waitMs / 1_000));
  return kisiError(429, "000429", state.retryAfter ? { "retry-after": retryAfter } : {});
}

function refuseUnknownRoute({ operation }: Context): Answer | null {
  return operation ? null : kisiError(404, "000404");
}

function refuseUnauthorized({ operation, caller }: Context): Answer | null {
  if (!operation || openHandlers.has(operation.operationId) || !needsAuthorization(operation)) return null;
  return caller && accepts(operation, caller.scheme) ? null : kisiError(401, "afc496");
}

function refuseSuspended({ state, caller, effects }: Context): Answer | null {
  if (!effects.suspension || !caller || !state.suspension.isSuspended(caller.organizationId)) return null;
  return kisiError(403, "fcd8ff");
}

function refuseWithoutRights({ operation, caller }: Context): Answer | null {
  if (!operation || !caller || caller.administrator || !needsAdministrator(operation)) return null;
  return kisiError(403, "fcd8ef");
}

function refuseBadBody({ request, body }: Context): Answer | null {
  return request.body !== "" && body === undefined ? kisiError(400, "000400") : null;
}

function refuseByMistake({ operation, effects }: Context): Answer | null {
  if (!effects.validation_bug || !operation || operation.doorAction) return null;
  const creates = operation.method === "POST" && /^\/[a-z_]+$/.test(operation.path) && operation.path !== "/logins";
  if (!creates && operation.operationId !== "updateLock") return null;
  return invalidFields({ [effects.validation_bug.field]: ["is invalid"] });
}

const troubles = [
  [503, "fac001"],
  [503, "fac003"],
  [503, "fbc000"],
  [503, "ecc123"],
  [409, "fad112"],
] as const;

function refuseTroubledDoor({ state, operation, effects }: Context): Answer | null {
  const opens = ["unlockLock", "firstToArriveLock", "lastToLeaveLock"].includes(operation?.operationId ?? "");
  if (!effects.door_trouble || !opens) return null;
  const [status, code] = state.random.pick(troubles);
  return kisiError(status, code);
}

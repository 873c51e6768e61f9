import type { Operation } from "#lib/kisi/catalogue";
import { matchRoute } from "#lib/kisi/route-matcher";
import { type Answer, kisiError } from "#lib/simulator/answer";
import { authenticate, type Caller } from "#lib/simulator/authentication";
import { isoTime, parseJson } from "#lib/simulator/json";
import { openHandlers, operationHandlers } from "#lib/simulator/operation-handlers";
import { type Context, refusalOf, type SimulatorState } from "#lib/simulator/refusals";
import type { SimulatorRequest } from "#lib/simulator/request";
import { drawEffects, type Effects } from "#lib/simulator/scenario-engine";

export type Answered = {
  readonly answer: Answer;
  /** Method and template. */
  readonly route: string;
  readonly effects: Effects;
};

/** Answers one request by the state; the state changes as Kisi's would. Never throws for anything in the request. */
export function answerRequest(state: SimulatorState, request: SimulatorRequest): Answered {
  const { route, operation } = matchRoute(request.method, request.path);
  const nowMs = state.world.nowMs();
  const caller = authenticate(state.world, request.headers.authorization);
  const effects = drawEffects(state.scenarios, { route, secret: caller?.secret ?? null, nowMs }, state.random);
  const body = request.body === "" ? undefined : parseJson(request.body);
  if (caller?.login) state.world.table("logins").update(caller.login.id, { last_used_at: isoTime(nowMs) });
  const context: Context = { state, request, operation, caller: known(caller, effects), effects, body };
  const answer = refusalOf(context) ?? operate(context);
  if (effects.suspension && caller) {
    state.suspension.note(effects.suspension, caller.organizationId, answer.status, nowMs);
  }
  return { answer: withDeprecation(answer, operation), route, effects };
}

function known(caller: Caller | null, effects: Effects): Caller | null {
  if (!caller || effects.revoked) return null;
  return effects.rights_lost ? { ...caller, administrator: false } : caller;
}

function operate({ state, request, operation, caller, body }: Context): Answer {
  if (!operation) return kisiError(404, "000404");
  const [path = "", query = ""] = request.path.split(/\?(.*)/s, 2);
  const common = { world: state.world, operation, params: paramsOf(operation.path, path), body };
  const asked = { ...common, query: new URLSearchParams(query) };
  const open = openHandlers.get(operation.operationId);
  if (open) return open({ ...asked, caller });
  const handler = operationHandlers.get(operation.operationId);
  return handler && caller ? handler({ ...asked, caller }) : kisiError(401, "afc496");
}

/** The path's segments that stand where the template has parameters. */
function paramsOf(template: string, path: string): string[] {
  const segments = path.split("/").filter((segment) => segment !== "");
  const parts = template.split("/").filter((part) => part !== "");
  return segments.filter((_, index) => parts[index]?.startsWith("{")).map(decodeSegment);
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A lone % is no id of anything; as it stands it will not be found.
    return segment;
  }
}

/** Kisi publishes neither the dates nor their format: these are HTTP dates. */
const deprecationHeaders = {
  deprecation: "Sat, 01 Mar 2025 00:00:00 GMT",
  sunset: "Wed, 31 Mar 2027 00:00:00 GMT",
} as const;

function withDeprecation(answer: Answer, operation: Operation | null): Answer {
  if (!operation?.deprecated || answer.status >= 500) return answer;
  return { ...answer, headers: { ...answer.headers, ...deprecationHeaders } };
}

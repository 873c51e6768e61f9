import { type Answered, answerRequest } from "#lib/simulator/answer-request";
import { garble } from "#lib/simulator/garble";
import type { JsonObject } from "#lib/simulator/json";
import { createRandom } from "#lib/simulator/random";
import { createRateLimiter } from "#lib/simulator/rate-limits";
import type { SimulatorState } from "#lib/simulator/refusals";
import type { SimulatorAnswer, SimulatorRequest } from "#lib/simulator/request";
import { createRequestLog, type RequestLog } from "#lib/simulator/request-log";
import { drawDelayMs, parseScenarios } from "#lib/simulator/scenario-engine";
import type { Scenario, ScenarioInput } from "#lib/simulator/scenarios";
import { createWorld } from "#lib/simulator/seed/create-world";
import { createSuspensionWatch } from "#lib/simulator/suspension";
import type { Clock } from "#lib/time/clock";

export type SimulatorSettings = {
  /** Kisi's published rate limits. */
  readonly rateLimits: boolean;
  /** Whether those 429 carry `Retry-After`: Kisi does not publish it. */
  readonly retryAfter: boolean;
};

export type SimulatorOptions = Partial<SimulatorSettings> & {
  readonly clock: Pick<Clock, "now">;
  /** The same seed makes the same world, and the same draws in it. Default 1. */
  readonly seed?: number;
  readonly scenarios?: readonly ScenarioInput[];
};

export type Simulator = {
  /** Answers a request at once: the caller waits `delayMs` himself, in real or in virtual time. */
  readonly handle: (request: SimulatorRequest) => SimulatorAnswer;
  /** Replaces all scenarios; a suspension ends with it. Throws zod's error for what cannot be read. */
  readonly setScenarios: (scenarios: readonly ScenarioInput[]) => void;
  readonly scenarios: () => readonly Scenario[];
  readonly configure: (changes: { [K in keyof SimulatorSettings]?: SimulatorSettings[K] | undefined }) => void;
  readonly settings: () => SimulatorSettings;
  readonly log: () => RequestLog;
  /** Ids of a collection's rows whose fields have these values, in all organizations. */
  readonly ids: (collection: string, values?: JsonObject) => number[];
  readonly newestId: (collection: string) => number | undefined;
  /** A new world of the same seed, no scenario, nothing counted. */
  readonly reset: () => void;
};

/**
 * A local Kisi: 227 operations over a world of its own, rate limits, and whatever goes wrong by scenario.
 * Pure over its state: no socket, no timer, and time only from the clock.
 */
export function createSimulator(options: SimulatorOptions): Simulator {
  const { clock, seed = 1 } = options;
  const nowMs = () => clock.now();
  let settings: SimulatorSettings = { rateLimits: options.rateLimits ?? true, retryAfter: options.retryAfter ?? true };
  let log = createRequestLog();
  let state = createState(seed, nowMs, options.scenarios ?? []);
  return {
    handle: (request) => {
      const atMs = nowMs();
      const answered = answerRequest({ ...state, ...settings }, request);
      const answer = finish(answered, state);
      log.add(
        { atMs, method: request.method, path: request.path, status: answer.status, fault: answer.fault },
        answered.route,
      );
      return answer;
    },
    setScenarios: (inputs) => {
      const suspension = createSuspensionWatch(state.random.fork("suspension"));
      state = { ...state, scenarios: parseScenarios(inputs), suspension };
    },
    scenarios: () => state.scenarios,
    configure: ({ rateLimits = settings.rateLimits, retryAfter = settings.retryAfter }) => {
      settings = { rateLimits, retryAfter };
    },
    settings: () => settings,
    log: () => log,
    ids: (collection, values) =>
      state.world
        .table(collection)
        .where(values)
        .map(({ id }) => id),
    newestId: (collection) => state.world.table(collection).newestId(),
    reset: () => {
      log = createRequestLog();
      state = createState(seed, nowMs, []);
    },
  };
}

function createState(
  seed: number,
  nowMs: () => number,
  scenarios: readonly ScenarioInput[],
): Omit<SimulatorState, keyof SimulatorSettings> {
  const random = createRandom(seed).fork("scenarios");
  return {
    world: createWorld(seed, nowMs),
    random,
    rateLimiter: createRateLimiter(nowMs),
    suspension: createSuspensionWatch(random.fork("suspension")),
    scenarios: parseScenarios(scenarios),
  };
}

const encoder = new TextEncoder();

function finish({ answer, effects }: Answered, { random }: Pick<SimulatorState, "random">): SimulatorAnswer {
  const delayMs = effects.latency ? drawDelayMs(effects.latency, random) : 0;
  const text = answer.text ?? (answer.body === undefined ? "" : JSON.stringify(answer.body));
  const type = answer.status === 204 ? {} : { "content-type": "application/json; charset=utf-8" };
  const whole = {
    status: answer.status,
    headers: { ...type, ...answer.headers },
    body: encoder.encode(text),
    delayMs,
    fault: effects.network?.fault ?? null,
  };
  return effects.garbled ? garble(whole, effects.garbled.how, random) : whole;
}

import { z } from "zod";
import type { Simulator } from "#lib/simulator/handler";
import { parseJson } from "#lib/simulator/json";
import { sampleKeys } from "#lib/simulator/sample-keys";
import { type ScenarioPreset, scenarioPresets, scenarioSchema } from "#lib/simulator/scenarios";

export const controlPath = "/_simulator";

export type ControlRequest = {
  readonly method: string;
  readonly path: string;
  readonly contentType: string;
  readonly body: string;
};
export type ControlAnswer = { readonly status: number; readonly body: unknown };

const presetNames = Object.keys(scenarioPresets) as [ScenarioPreset, ...ScenarioPreset[]];
const scenariosSchema = z.union([
  z.strictObject({ preset: z.enum(presetNames) }),
  z.strictObject({ scenarios: z.array(scenarioSchema).max(100) }),
]);
const settingsSchema = z.strictObject({ rateLimits: z.boolean(), retryAfter: z.boolean() }).partial();

/**
 * Steers a simulator in another process. Kisi has none of this; it is there on the simulator's server alone:
 * - `GET /_simulator`: scenarios, settings, counters by status and by route, sample keys, names of presets
 * - `GET /_simulator/requests`: the newest requests with status and fault, oldest first
 * - `POST /_simulator/scenarios` with `{"preset":"outage"}` or `{"scenarios":[{"effect":{"kind":"latency","medianMs":200},
 *   "rate":0.5,"routes":["GET /locks"],"keys":["mobile"],"fromMs":null,"toMs":null}]}`: replaces all scenarios
 * - `POST /_simulator/settings` with `{"rateLimits":false,"retryAfter":true}`
 * - `POST /_simulator/reset` with `{}`: a new world of the same seed
 *
 * A POST must say that it is JSON, so that no web page can send it without asking first.
 */
export function answerControl(simulator: Simulator, request: ControlRequest): ControlAnswer {
  const path = request.path.split("?")[0];
  if (request.method === "GET" && path === controlPath) return { status: 200, body: stateOf(simulator) };
  if (request.method === "GET" && path === `${controlPath}/requests`) {
    return { status: 200, body: simulator.log().newest() };
  }
  if (request.method !== "POST") return { status: 404, body: { error: `nothing answers ${request.method} ${path}` } };
  if (!request.contentType.startsWith("application/json")) {
    return { status: 415, body: { error: "send content-type: application/json" } };
  }
  return steer(simulator, path ?? "", parseJson(request.body));
}

function stateOf(simulator: Simulator) {
  return {
    scenarios: simulator.scenarios(),
    settings: simulator.settings(),
    counters: simulator.log().counters(),
    keys: sampleKeys,
    presets: presetNames,
  };
}

function steer(simulator: Simulator, path: string, body: unknown): ControlAnswer {
  switch (path) {
    case `${controlPath}/scenarios`: {
      const wanted = scenariosSchema.safeParse(body);
      if (!wanted.success) return refuse(wanted.error);
      simulator.setScenarios("preset" in wanted.data ? scenarioPresets[wanted.data.preset] : wanted.data.scenarios);
      return { status: 200, body: { scenarios: simulator.scenarios() } };
    }
    case `${controlPath}/settings`: {
      const wanted = settingsSchema.safeParse(body);
      if (!wanted.success) return refuse(wanted.error);
      simulator.configure(wanted.data);
      return { status: 200, body: { settings: simulator.settings() } };
    }
    case `${controlPath}/reset`:
      simulator.reset();
      return { status: 200, body: { scenarios: [] } };
    default:
      return { status: 404, body: { error: `nothing answers POST ${path}` } };
  }
}

function refuse(error: z.ZodError): ControlAnswer {
  return { status: 422, body: { error: z.prettifyError(error) } };
}

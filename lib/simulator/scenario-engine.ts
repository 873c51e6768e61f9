import type { Random } from "#lib/simulator/random";
import { sampleKeys } from "#lib/simulator/sample-keys";
import {
  type Effect,
  type EffectKind,
  type Scenario,
  type ScenarioInput,
  scenarioSchema,
} from "#lib/simulator/scenarios";

/** What a scenario may look at. */
export type Subject = {
  /** `GET /locks/{id}` */
  readonly route: string;
  readonly secret: string | null;
  readonly nowMs: number;
};

/** The effects that hit one call, at most one of a kind: the first that is listed wins. */
export type Effects = { readonly [K in EffectKind]?: Extract<Effect, { kind: K }> };

/** Reads scenarios and fills in what they leave open. Throws zod's error for what cannot be read. */
export function parseScenarios(inputs: readonly ScenarioInput[]): Scenario[] {
  return inputs.map((input) => scenarioSchema.parse(input));
}

/** Which effects hit this call. Draws once for each scenario in question whose rate is below 1. */
export function drawEffects(scenarios: readonly Scenario[], subject: Subject, random: Random): Effects {
  const drawn: Partial<Record<EffectKind, Effect>> = {};
  for (const scenario of scenarios) {
    if (!concerns(scenario, subject)) continue;
    if (scenario.rate < 1 && !random.chance(scenario.rate)) continue;
    drawn[scenario.effect.kind] ??= scenario.effect;
  }
  return drawn as Effects;
}

function concerns({ routes, keys, fromMs, toMs }: Scenario, { route, secret, nowMs }: Subject): boolean {
  if (fromMs !== null && nowMs < fromMs) return false;
  if (toMs !== null && nowMs >= toMs) return false;
  if (routes !== null && !routes.includes(route) && !routes.includes(route.slice(route.indexOf(" ") + 1))) return false;
  return keys === null || (secret !== null && keys.some((key) => secretOf(key) === secret));
}

const secretByName: ReadonlyMap<string, string> = new Map(Object.entries(sampleKeys));

function secretOf(key: string): string {
  return secretByName.get(key) ?? key;
}

/** A delay of the log-normal distribution around a median, at most two minutes. Integer ms. */
export function drawDelayMs({ medianMs, spread }: Extract<Effect, { kind: "latency" }>, random: Random): number {
  if (spread === 0) return Math.round(medianMs);
  // Box and Muller's way to a normal variable; 1 - next() keeps the logarithm finite.
  const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  return Math.min(Math.round(medianMs * Math.exp(spread * normal)), 120_000);
}

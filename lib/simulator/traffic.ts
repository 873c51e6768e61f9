import type { Simulator } from "#lib/simulator/handler";
import { createRandom, type Random } from "#lib/simulator/random";
import { sampleKeys } from "#lib/simulator/sample-keys";
import { firstEventSetId } from "#lib/simulator/seed/create-world";
import type { Character, Step, Surroundings } from "#lib/simulator/traffic/character";
import { dailyCharacters } from "#lib/simulator/traffic/daily-characters";
import { type DayOptions, hourOfDay } from "#lib/simulator/traffic/day-scenarios";
import { steadyCharacters } from "#lib/simulator/traffic/steady-characters";

/** One call that an integration means to make. */
export type Intention = {
  readonly atMs: number;
  /** Name of the integration: one of `trafficIntegrations`. */
  readonly integration: string;
  /** The Kisi key: goes into `Authorization: KISI-LOGIN …`. */
  readonly key: string;
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** JSON text, or null. */
  readonly body: string | null;
  readonly retriesMax: number;
  readonly repeatSafe: boolean;
};

export type DayTraffic = DayOptions & {
  readonly seed: number;
  readonly simulator: Pick<Simulator, "ids" | "newestId">;
};

export type LiveTraffic = {
  readonly seed: number;
  readonly simulator: Pick<Simulator, "ids" | "newestId">;
  readonly startAtMs: number;
  /** Default 1. */
  readonly callsPerSecond?: number;
  readonly utcOffsetMinutes?: number;
};

const characters: readonly Character[] = [...steadyCharacters, ...dailyCharacters];
const newestEventSet = "{event_set}";
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Names of the integrations whose traffic this is. */
export const trafficIntegrations: readonly string[] = characters.map(({ integration }) => integration);

/**
 * The calls of a day, in the order of time: about ten thousand of eight integrations. The same seed and world make the
 * same day. Meant for a simulator that has seen nothing yet, under `dayScenarios` with the same options. Take each when the
 * ones before it are done: a call that asks for the newest event set learns its id only then.
 */
export function* scriptedDay(options: DayTraffic): Generator<Intention, void, undefined> {
  const { seed, simulator, endAtMs, utcOffsetMinutes = 0 } = options;
  const random = createRandom(seed);
  const intentions = characters.flatMap((character) => {
    const surroundings = createSurroundings(simulator, random.fork(character.integration));
    return planDay(character, surroundings, endAtMs, utcOffsetMinutes);
  });
  for (const intention of intentions.sort((a, b) => a.atMs - b.atMs)) yield due(intention, simulator);
}

/** The intention as it is when its time has come. */
function due(intention: Intention, simulator: Pick<Simulator, "newestId">): Intention {
  if (!intention.path.includes(newestEventSet)) return intention;
  const id = simulator.newestId("event_sets") ?? firstEventSetId;
  return { ...intention, path: intention.path.replace(newestEventSet, String(id)) };
}

/**
 * The same integrations from `startAtMs` on, without end: each run is drawn by who is likely at that hour of the day.
 * Waiting until `atMs` is the caller's business.
 */
export function* liveTraffic(options: LiveTraffic): Generator<Intention, never, undefined> {
  const { seed, simulator, startAtMs, callsPerSecond = 1, utcOffsetMinutes = 0 } = options;
  const random = createRandom(seed).fork("live");
  const surroundings = createSurroundings(simulator, random);
  let atMs = startAtMs;
  while (true) {
    const character = drawCharacter(random, hourOfDay(atMs, utcOffsetMinutes));
    const run = planRun(character, character.run(surroundings), atMs);
    for (const intention of run) yield due(intention, simulator);
    const lastAtMs = run.at(-1)?.atMs ?? atMs;
    const gapMs = (run.length / callsPerSecond) * 1_000 * drawGap(random, 1);
    atMs = Math.max(lastAtMs, Math.round(atMs + gapMs));
  }
}

function createSurroundings(simulator: Pick<Simulator, "ids">, random: Random): Surroundings {
  const [organization] = simulator.ids("organizations");
  const own = { _organization_id: organization ?? 0 };
  const working = { configured: true, online: true, locked_down: false, on_scheduled_unlock: false };
  const free = {
    geofence_restriction_enabled: false,
    reader_restriction_enabled: false,
    time_restriction_enabled: false,
  };
  const known = new Map([["working_locks", simulator.ids("locks", { ...own, ...working, ...free })]]);
  const ids = (collection: string) => {
    const found = known.get(collection) ?? simulator.ids(collection, own);
    known.set(collection, found);
    return found;
  };
  return { random, ids };
}

function planDay(character: Character, surroundings: Surroundings, endAtMs: number, utcOffsetMinutes: number) {
  const { random } = surroundings;
  const planned: Intention[] = [];
  let atMs = endAtMs - dayMs + Math.floor(random.next() * 60_000);
  while (atMs < endAtMs) {
    const perHour = character.runsPerHour(hourOfDay(atMs, utcOffsetMinutes));
    if (perHour === 0) {
      atMs += 60_000;
      continue;
    }
    planned.push(...planRun(character, character.run(surroundings), atMs));
    atMs += Math.round((hourMs / perHour) * drawGap(random, character.irregularity));
  }
  return planned.filter((intention) => intention.atMs < endAtMs);
}

function planRun({ integration, key, retriesMax, repeatSafe }: Character, steps: readonly Step[], startMs: number) {
  let atMs = startMs;
  return steps.map(({ method, path, body, afterMs }): Intention => {
    atMs += afterMs;
    const text = body === undefined ? null : JSON.stringify(body);
    return { atMs, integration, key: sampleKeys[key], method, path, body: text, retriesMax, repeatSafe };
  });
}

/** A factor around 1: 1 itself without irregularity, exponential with all of it. */
function drawGap(random: Random, irregularity: number): number {
  return 1 - irregularity + irregularity * -Math.log(1 - random.next());
}

function drawCharacter(random: Random, hour: number): Character {
  const weights = characters.map((character) => character.runsPerHour(hour));
  let left = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [index, character] of characters.entries()) {
    left -= weights[index] ?? 0;
    if (left < 0) return character;
  }
  throw new Error("no integration runs at this hour");
}

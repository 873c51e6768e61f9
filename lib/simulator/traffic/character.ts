import type { Json } from "#lib/simulator/json";
import type { Random } from "#lib/simulator/random";
import type { SampleKey } from "#lib/simulator/sample-keys";

/** One call within a run. */
export type Step = {
  readonly method: string;
  /** `{event_set}` stands for the newest event set when the call is due. */
  readonly path: string;
  readonly body?: Json;
  /** After the step before it. */
  readonly afterMs: number;
};

/** What a character may know of the world that it acts in. */
export type Surroundings = {
  readonly random: Random;
  /** Ids of a collection of the first organization, as they were when the traffic began. */
  readonly ids: (collection: string) => readonly number[];
};

/** An integration with its habits: how often it runs at an hour of the day, and what it does then. */
export type Character = {
  /** The name under which Ajar's user would know it. */
  readonly integration: string;
  readonly key: SampleKey;
  readonly runsPerHour: (hour: number) => number;
  /** 0: as a clock runs; 1: as people come. */
  readonly irregularity: number;
  readonly run: (surroundings: Surroundings) => Step[];
  /** How it asks for retries. */
  readonly retriesMax: number;
  readonly repeatSafe: boolean;
};

/** One of the ids; 0, which nothing has, if there is none. */
export function pickId({ random, ids }: Surroundings, collection: string): number {
  const known = ids(collection);
  return known[random.integer(0, known.length - 1)] ?? 0;
}

/** A reading of all pages of a list. */
export function readPages(path: string, limit: number, pages: number): Step[] {
  const joint = path.includes("?") ? "&" : "?";
  return Array.from({ length: pages }, (_, page) => ({
    method: "GET",
    path: `${path}${joint}limit=${limit}&offset=${page * limit}`,
    afterMs: 450,
  }));
}

/** A rate that holds between two hours of the day, and another one outside. */
export function between(fromHour: number, toHour: number, inside: number, outside: number): (hour: number) => number {
  return (hour) => (hour >= fromHour && hour < toHour ? inside : outside);
}

import type { JsonObject } from "#lib/simulator/json";
import { isoTime } from "#lib/simulator/json";
import type { Random } from "#lib/simulator/random";
import { insertRecord } from "#lib/simulator/records";
import { findResource } from "#lib/simulator/resources";
import type { Row } from "#lib/simulator/table";
import type { World } from "#lib/simulator/world";

/** What the seeders of one organization share. */
export type Seeding = {
  readonly world: World;
  readonly random: Random;
  readonly organization: Row;
  readonly add: (collection: string, fields: JsonObject) => Row;
};

// Fixed, so that a world is the same whenever it is made.
const firstAtMs = Date.UTC(2024, 0, 8, 9);
const spanMs = 540 * 86_400_000;

/** A moment in the past at which a seeded row may have been created. */
export function drawPastTime(random: Random): string {
  return isoTime(firstAtMs + Math.floor(random.next() * spanMs));
}

/** Adds rows with a creation date of their own in the past. */
export function createSeeding(world: World, random: Random, organization: Row): Seeding {
  const add = (collection: string, fields: JsonObject): Row => {
    const resource = findResource(collection);
    if (!resource) throw new Error(`no resource ${collection}`);
    const createdAt = drawPastTime(random);
    return insertRecord(world, resource, organization.id, { created_at: createdAt, updated_at: createdAt, ...fields });
  };
  return { world, random, organization, add };
}

/** Every n-th of the items, from the given offset on. */
export function everyNth<T>(items: readonly T[], n: number, offset = 0): T[] {
  return items.filter((_, index) => index % n === offset);
}

/** The item at this position, counted round and round. */
export function cycle<T>(items: readonly T[], index: number): T {
  const item = items[index % items.length];
  if (item === undefined) throw new Error("nothing to choose from");
  return item;
}

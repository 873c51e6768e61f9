import type { EventLog } from "#lib/simulator/event-log";
import type { Json } from "#lib/simulator/json";
import type { Random } from "#lib/simulator/random";
import type { Row, Table } from "#lib/simulator/table";

/** Everything the simulated Kisi knows: one table for each collection, the log of events, and the time. */
export type World = {
  /** Throws for a collection that does not exist: that is a fault of the simulator. */
  readonly table: (collection: string) => Table;
  readonly events: EventLog;
  readonly nowMs: () => number;
  readonly random: Random;
};

/** The id of a row's organization: every row carries it, whether Kisi shows it or not. */
export function organizationOf(row: Row): number {
  const id = row._organization_id;
  if (typeof id !== "number") throw new Error(`row ${row.id} belongs to no organization`);
  return id;
}

/**
 * `{ [name]: … }` with the named fields of a referenced row, as Kisi embeds it; empty if the reference is null,
 * because Kisi leaves such a field out.
 */
export function embed(world: World, name: string, collection: string, id: Json | undefined, fields: readonly string[]) {
  const row = world.table(collection).find(id);
  if (!row) return {};
  return { [name]: Object.fromEntries(fields.map((field) => [field, row[field] ?? null])) };
}

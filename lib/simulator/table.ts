import type { Json, JsonObject } from "#lib/simulator/json";

/** A stored record. Fields that begin with `_` are the simulator's own and never leave it. */
export type Row = JsonObject & { readonly id: number };

export type Table = {
  readonly insert: (fields: JsonObject) => Row;
  readonly find: (id: Json | undefined) => Row | undefined;
  /** Rows whose fields have all these values, in the order of insertion; without an argument all. */
  readonly where: (values?: JsonObject) => Row[];
  readonly count: (values: JsonObject) => number;
  readonly update: (id: number, changes: JsonObject) => Row | undefined;
  readonly remove: (id: number) => boolean;
  readonly newestId: () => number | undefined;
  /** Ends the seeding: from now on rows count as created by clients, and only those make room for others. */
  readonly seal: () => void;
};

/**
 * Rows by id, ids counted up from `firstId` and never given twice.
 * Beyond `createdMax` rows created after `seal()`, the oldest of them goes.
 */
export function createTable(firstId: number, createdMax: number): Table {
  const rows = new Map<number, Row>();
  const created = new Set<number>();
  let nextId = firstId;
  let sealed = false;

  const remove = (id: number): boolean => {
    created.delete(id);
    return rows.delete(id);
  };
  return {
    insert: (fields) => {
      const id = nextId++;
      const row = { ...fields, id };
      rows.set(id, row);
      if (sealed) created.add(id);
      const [oldest] = created;
      if (oldest !== undefined && created.size > createdMax) remove(oldest);
      return row;
    },
    find: (id) => (typeof id === "number" ? rows.get(id) : undefined),
    where: (values) => {
      const found: Row[] = [];
      for (const row of rows.values()) if (values === undefined || matches(row, values)) found.push(row);
      return found;
    },
    count: (values) => {
      let count = 0;
      for (const row of rows.values()) if (matches(row, values)) count++;
      return count;
    },
    update: (id, changes) => {
      const row = rows.get(id);
      if (!row) return undefined;
      const changed = { ...row, ...changes, id };
      rows.set(id, changed);
      return changed;
    },
    remove,
    newestId: () => (nextId === firstId ? undefined : nextId - 1),
    seal: () => {
      sealed = true;
    },
  };
}

function matches(row: Row, values: JsonObject): boolean {
  for (const field in values) if (row[field] !== values[field]) return false;
  return true;
}

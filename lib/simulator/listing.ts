import { type Json, textOf } from "#lib/simulator/json";
import { presentRecord } from "#lib/simulator/records";
import type { Paging, Resource } from "#lib/simulator/resource";
import type { Row } from "#lib/simulator/table";
import type { World } from "#lib/simulator/world";

const offsetMax = 20_000;

/** Part of a list with the header that says which: the range asked for, even past the total; `*` of an empty list. */
export function pageOf<T>(items: readonly T[], query: URLSearchParams, paging: Paging) {
  const limit = numberIn(query.get("limit"), paging.default, 1, paging.max);
  const offset = numberIn(query.get("offset"), 0, 0, offsetMax);
  const range = items.length === 0 ? "*/0" : `${offset}-${offset + limit - 1}/${items.length}`;
  return { items: items.slice(offset, offset + limit), headers: { "x-collection-range": range } };
}

/** Kisi does not publish what it does with a limit out of range: it is brought into it. */
function numberIn(text: string | null, preset: number, min: number, max: number): number {
  const value = text !== null && /^\d{1,9}$/.test(text) ? Number(text) : preset;
  return Math.min(Math.max(value, min), max);
}

/** Rows that the query parameters select: `ids`, `query`, equal fields, and `sort` by name. */
export function selectRows(world: World, resource: Resource, rows: readonly Row[], query: URLSearchParams): Row[] {
  const tests: ((row: Row) => boolean)[] = [];
  const ids = query.get("ids");
  if (ids !== null) tests.push(isOneOf(ids.split(","), resource.idOffset));
  const text = query.get("query")?.toLowerCase();
  if (text) tests.push((row) => resource.searched.some((field) => textOf(row[field]).toLowerCase().includes(text)));
  for (const field of resource.filters) {
    const wanted = query.get(field);
    if (wanted !== null) tests.push((row) => textOf(fieldOf(world, resource, row, field)) === wanted);
  }
  const selected = rows.filter((row) => tests.every((test) => test(row)));
  return sortRows(selected, query.get("sort"));
}

/** An id as it stands in a path or a query; NaN, which no row has, if it is none. */
export function parseId(text: string | null | undefined): number {
  return text && /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
}

function isOneOf(ids: readonly string[], idOffset: number): (row: Row) => boolean {
  const wanted = new Set(ids.map((id) => parseId(id) - idOffset));
  return (row) => wanted.has(row.id);
}

/** A field as it is stored, as the simulator's own, or as it follows from other rows. */
function fieldOf(world: World, resource: Resource, row: Row, field: string): Json | undefined {
  return row[field] ?? row[`_${field}`] ?? presentRecord(world, resource, row)[field];
}

function sortRows(rows: Row[], sort: string | null): Row[] {
  if (sort !== "name" && sort !== "-name") return rows;
  const sign = sort === "name" ? 1 : -1;
  return rows.sort((a, b) => sign * textOf(a.name).localeCompare(textOf(b.name), "en"));
}

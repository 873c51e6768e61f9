import { isoTime, type Json, type JsonObject } from "#lib/simulator/json";
import type { Resource } from "#lib/simulator/resource";
import type { Row } from "#lib/simulator/table";
import type { World } from "#lib/simulator/world";

/** Stores a new row of a collection with every field that its answers need. */
export function insertRecord(world: World, resource: Resource, organizationId: number, fields: JsonObject): Row {
  const now = isoTime(world.nowMs());
  const type = resource.source === resource.collection ? resource.resourceType : "User";
  return world.table(resource.source).insert({
    ...(type ? { resource_type: type } : {}),
    ...resource.defaults,
    created_at: now,
    updated_at: now,
    _organization_id: organizationId,
    ...resource.complete(fields, world),
    ...fields,
  });
}

/** A row as Kisi answers it: without the simulator's own fields, with what follows from other rows. */
export function presentRecord(world: World, resource: Resource, row: Row): JsonObject {
  const shown: Record<string, Json> = {};
  for (const [field, value] of Object.entries(row)) {
    if (!field.startsWith("_") && !resource.hidden.includes(field)) shown[field] = value;
  }
  return { ...shown, ...resource.present(row, world) };
}

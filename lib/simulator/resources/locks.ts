import type { Json } from "#lib/simulator/json";
import { defineResource } from "#lib/simulator/resource";
import { placeFields } from "#lib/simulator/resources/places";
import type { Row } from "#lib/simulator/table";
import { embed, type World } from "#lib/simulator/world";

export const lockFields = ["id", "resource_type", "name"] as const;

/** A group link sees only these fields of a lock. */
export const lockFieldsOfGroupLink = new Set([
  "id",
  "configured",
  "description",
  "locked_down",
  "locked_down_since",
  "name",
  "online",
  "open",
  "unlocked",
  "unlocked_until",
  "place_id",
  "place",
]);

export const locks = defineResource({
  collection: "locks",
  wrapper: "lock",
  resourceType: "Lock",
  paging: { default: 50, max: 250 },
  fields: {
    name: "string",
    description: "string?",
    place_id: "integer",
    floor_id: "integer?",
    latitude: "number?",
    longitude: "number?",
    order_id: "integer?",
    geofence_restriction_enabled: "boolean",
    geofence_restriction_radius: "integer",
    reader_restriction_enabled: "boolean?",
    time_restriction_enabled: "boolean?",
    time_restriction_time_zone: "string?",
  },
  required: ["name", "place_id"],
  references: { place_id: "places", floor_id: "floors" },
  checksUpdates: true,
  filters: ["floor_id", "place_id", "configured", "online", "unlocked", "locked_down"],
  defaults: {
    configured: false,
    description: null,
    first_to_arrive_required_until: null,
    first_to_arrive_satisfied: false,
    latitude: null,
    longitude: null,
    locked_down: false,
    locked_down_since: null,
    on_scheduled_unlock: false,
    online: null,
    open: false,
    order_id: null,
    geofence_restriction_enabled: false,
    geofence_restriction_radius: 300,
    reader_restriction_enabled: false,
    time_restriction_enabled: false,
    time_restriction_time_zone: null,
    floor_id: null,
    _unlocked_until_ms: 0,
  },
  present: (row, world) => ({
    ...unlockedState(row, world),
    ...embed(world, "place", "places", row.place_id, ["id", "name", "latitude", "longitude"]),
    groups_count: world.table("group_locks").count({ lock_id: row.id }),
  }),
});

function unlockedState(row: Row, world: World): { unlocked: Json; unlocked_until: Json } {
  const untilMs = row._unlocked_until_ms;
  const unlocked = typeof untilMs === "number" && untilMs > world.nowMs();
  return { unlocked, unlocked_until: unlocked ? new Date(untilMs).toISOString() : null };
}

export const wirelessLocks = defineResource({
  collection: "wireless_locks",
  wrapper: "wireless_lock",
  resourceType: "WirelessLock",
  fields: { name: "string", place_id: "integer", lock_id: "integer?" },
  references: { place_id: "places", lock_id: "locks" },
  filters: ["place_id", "lock_id", "online"],
  defaults: { lock_id: null, online: true, battery_level: 80, model: "aperio-h100" },
});

export const cameras = defineResource({
  collection: "cameras",
  wrapper: "camera",
  resourceType: "Camera",
  paging: { default: 250, max: 250 },
  fields: {
    name: "string",
    description: "string?",
    lock_id: "integer?",
    place_id: "integer",
    remote_id: "string",
    metadata: "object",
    enabled: "boolean",
    clip_duration: "integer",
    number_of_snapshots: "integer",
    snapshot_offset: "integer",
    supports_clips: "boolean",
    supports_images: "boolean",
    supports_thumbnails: "boolean",
  },
  required: ["lock_id", "remote_id"],
  references: { place_id: "places", lock_id: "locks" },
  filters: ["place_id", "lock_id"],
  defaults: {
    name: "Camera",
    description: null,
    lock_id: null,
    place_id: null,
    metadata: {},
    enabled: true,
    clip_duration: 10,
    number_of_snapshots: 3,
    snapshot_offset: 0,
    supports_clips: true,
    supports_images: true,
    supports_thumbnails: true,
    status: "online",
    status_changed_at: null,
    type: "generic",
  },
  present: (row, world) => embed(world, "lock", "locks", row.lock_id, lockFields),
});

export const elevators = defineResource({
  collection: "elevators",
  wrapper: "elevator",
  resourceType: "Elevator",
  fields: { name: "string", description: "string?", place_id: "integer", integration_id: "integer?" },
  required: ["name", "place_id"],
  references: { place_id: "places", integration_id: "integrations" },
  filters: ["place_id"],
  defaults: { description: null, integration_id: null },
  present: (row, world) => ({
    ...embed(world, "integration", "integrations", row.integration_id, ["id", "resource_type", "type", "name"]),
    elevator_stops_count: world.table("elevator_stops").count({ elevator_id: row.id }),
  }),
});

export const elevatorStops = defineResource({
  collection: "elevator_stops",
  wrapper: "elevator_stop",
  resourceType: "ElevatorStop",
  fields: { elevator_id: "integer", floor_id: "integer", time_restriction_enabled: "boolean?" },
  required: ["elevator_id", "floor_id"],
  references: { elevator_id: "elevators", floor_id: "floors" },
  scope: ["place_id"],
  filters: ["place_id", "elevator_id", "floor_id"],
  defaults: {
    locked_down: false,
    locked_down_since: null,
    on_scheduled_permit: false,
    permitted: false,
    time_restriction_enabled: false,
  },
  present: (row, world) => {
    const placeId = world.table("elevators").find(row.elevator_id)?.place_id ?? null;
    return {
      name: nameOfStop(row, world),
      ...embed(world, "elevator", "elevators", row.elevator_id, ["id", "resource_type", "name"]),
      ...embed(world, "floor", "floors", row.floor_id, ["id", "resource_type", "name", "number"]),
      place_id: placeId,
      ...embed(world, "place", "places", placeId, placeFields),
    };
  },
});

/** A stop has the name of its floor. */
function nameOfStop(stop: Row, world: World): Json {
  return world.table("floors").find(stop.floor_id)?.name ?? "Stop";
}

/** The elevator stop that a row refers to, as Kisi embeds it. */
export function embedElevatorStop(world: World, row: Row) {
  const stop = world.table("elevator_stops").find(row.elevator_stop_id);
  return stop ? { elevator_stop: { id: stop.id, name: nameOfStop(stop, world) } } : {};
}

import { defineResource } from "#lib/simulator/resource";
import { embedElevatorStop } from "#lib/simulator/resources/locks";
import { placeFields } from "#lib/simulator/resources/places";
import type { Row } from "#lib/simulator/table";
import { embed, type World } from "#lib/simulator/world";

export const groupFields = ["id", "resource_type", "name"] as const;

export const groups = defineResource({
  collection: "groups",
  wrapper: "group",
  resourceType: "Group",
  fields: {
    name: "string",
    description: "string?",
    place_id: "integer?",
    geofence_restriction_enabled: "boolean",
    geofence_restriction_radius: "integer",
    primary_device_restriction_enabled: "boolean",
    managed_device_restriction_enabled: "boolean",
    reader_restriction_enabled: "boolean",
    time_restriction_enabled: "boolean",
    tap_to_access_restriction_enabled: "boolean",
    login_enabled: "boolean",
  },
  required: ["name"],
  references: { place_id: "places" },
  filters: ["place_id"],
  defaults: {
    description: null,
    place_id: null,
    geofence_restriction_enabled: false,
    geofence_restriction_radius: 300,
    primary_device_restriction_enabled: false,
    managed_device_restriction_enabled: false,
    reader_restriction_enabled: false,
    time_restriction_enabled: false,
    tap_to_access_restriction_enabled: false,
    login_enabled: true,
    time_restriction_time_zone: null,
  },
  present: (row, world) => {
    const users = world
      .table("role_assignments")
      .count({ applies_to_type: "Group", applies_to_id: row.id, assignee_type: "User" });
    return {
      users_count: users,
      members_count: users,
      locks_count: world.table("group_locks").count({ group_id: row.id }),
      elevator_stops_count: world.table("group_elevator_stops").count({ group_id: row.id }),
      ...embed(world, "place", "places", row.place_id, placeFields),
    };
  },
});

function embedGroup(world: World, row: Row) {
  return embed(world, "group", "groups", row.group_id, groupFields);
}

export const groupLocks = defineResource({
  collection: "group_locks",
  wrapper: "group_lock",
  resourceType: "GroupLock",
  fields: { group_id: "integer", lock_id: "integer" },
  required: ["group_id", "lock_id"],
  references: { group_id: "groups", lock_id: "locks" },
  scope: ["group_id"],
  filters: ["group_id", "lock_id"],
  present: (row, world) => {
    const placeId = world.table("locks").find(row.lock_id)?.place_id ?? null;
    return {
      ...embedGroup(world, row),
      ...embed(world, "lock", "locks", row.lock_id, ["id", "description", "name"]),
      place_id: placeId,
      ...embed(world, "place", "places", placeId, placeFields),
    };
  },
});

export const groupElevatorStops = defineResource({
  collection: "group_elevator_stops",
  wrapper: "group_elevator_stop",
  resourceType: "GroupElevatorStop",
  fields: { group_id: "integer", elevator_stop_id: "integer" },
  required: ["group_id", "elevator_stop_id"],
  references: { group_id: "groups", elevator_stop_id: "elevator_stops" },
  filters: ["group_id", "elevator_stop_id"],
  present: (row, world) => ({ ...embedGroup(world, row), ...embedElevatorStop(world, row) }),
});

export const groupTerminals = defineResource({
  collection: "group_terminals",
  wrapper: "group_terminal",
  resourceType: "GroupTerminal",
  fields: { group_id: "integer", terminal_id: "integer" },
  required: ["group_id", "terminal_id"],
  references: { group_id: "groups", terminal_id: "terminals" },
  scope: ["group_id"],
  filters: ["group_id", "terminal_id"],
  present: (row, world) => ({
    ...embedGroup(world, row),
    ...embed(world, "terminal", "terminals", row.terminal_id, ["id", "resource_type", "name"]),
  }),
});

export const groupZones = defineResource({
  collection: "group_zones",
  wrapper: "group_zone",
  resourceType: "GroupZone",
  fields: { group_id: "integer", zone_id: "integer" },
  required: ["group_id", "zone_id"],
  references: { group_id: "groups", zone_id: "zones" },
  filters: ["group_id", "zone_id"],
  present: (row, world) => ({
    ...embedGroup(world, row),
    ...embed(world, "zone", "zones", row.zone_id, ["id", "name"]),
  }),
});

export const groupLinks = defineResource({
  collection: "group_links",
  wrapper: "group_link",
  resourceType: "GroupLink",
  fields: {
    group_id: "integer",
    name: "string",
    email: "email?",
    phone: "string?",
    quick_response_code_type: "string?",
    link_enabled: "boolean",
    valid_from: "time?",
    valid_until: "time?",
  },
  required: ["group_id", "name"],
  references: { group_id: "groups" },
  filters: ["group_id", "email"],
  defaults: {
    email: null,
    phone: null,
    quick_response_code_type: null,
    link_enabled: true,
    valid_from: null,
    valid_until: null,
    last_used_at: null,
    created_by_type: "User",
    created_by_id: null,
    issued_by_id: null,
  },
  complete: (_, { random }) => ({ _secret: random.hex(32), _quick_response_code_token: random.hex(24) }),
  present: (row, world) => ({
    ...embedGroup(world, row),
    ...embed(world, "created_by", "users", row.created_by_id, ["id", "resource_type", "email", "name"]),
  }),
});

import { type Json, type JsonObject, textOf } from "#lib/simulator/json";
import { defineResource } from "#lib/simulator/resource";
import { groupFields } from "#lib/simulator/resources/groups";
import { personFields } from "#lib/simulator/resources/people";
import { placeFields } from "#lib/simulator/resources/places";
import type { Row } from "#lib/simulator/table";
import { embed, type World } from "#lib/simulator/world";

/** Which collection holds the rows of a polymorphic reference such as `assignee_type`. */
export const collectionOfType: ReadonlyMap<string, string> = new Map([
  ["Organization", "organizations"],
  ["Place", "places"],
  ["Group", "groups"],
  ["User", "users"],
  ["Team", "teams"],
  ["Guest", "guests"],
  ["Lock", "locks"],
  ["ElevatorStop", "elevator_stops"],
]);

export const roleAssignments = defineResource({
  collection: "role_assignments",
  wrapper: "role_assignment",
  resourceType: "RoleAssignment",
  fields: {
    applies_to_type: "string",
    applies_to_id: "integer",
    assignee_type: "string",
    assignee_id: "integer",
    role_id: "string",
    notify: "ignored",
    valid_from: "time?",
    valid_until: "time?",
    user_id: "ignored",
    group_id: "ignored",
  },
  required: ["applies_to_type", "applies_to_id", "assignee_type", "assignee_id", "role_id"],
  searched: [],
  filters: ["applies_to_type", "applies_to_id", "assignee_type", "assignee_id", "role_id", "user_id", "group_id"],
  ownerField: "assignee_id",
  defaults: { valid_from: null, valid_until: null, created_by_type: "User", created_by_id: null, type: null },
  normalise: fromUserAndGroup,
  present: presentRoleAssignment,
});

/** Kisi's own guide still posts `user_id` and `group_id`. */
function fromUserAndGroup(fields: JsonObject): JsonObject {
  const { user_id: userId, group_id: groupId, ...rest } = fields;
  const assignee = userId === undefined ? {} : { assignee_type: "User", assignee_id: userId };
  const target = groupId === undefined ? {} : { applies_to_type: "Group", applies_to_id: groupId };
  return { ...assignee, ...target, ...rest };
}

function presentRoleAssignment(row: Row, world: World): JsonObject {
  const ofUser = row.assignee_type === "User";
  const toGroup = row.applies_to_type === "Group";
  const groupId = toGroup ? (row.applies_to_id ?? null) : null;
  return {
    ...embedAny(world, "applies_to", row.applies_to_type, row.applies_to_id, placeFields),
    ...embedAny(world, "assignee", row.assignee_type, row.assignee_id, ofUser ? personFields : placeFields),
    user_id: ofUser ? (row.assignee_id ?? null) : null,
    assignee_team_id: row.assignee_type === "Team" ? (row.assignee_id ?? null) : null,
    guest_id: row.assignee_type === "Guest" ? (row.assignee_id ?? null) : null,
    issued_by_id: row.created_by_id ?? null,
    scope: textOf(row.applies_to_type).toLowerCase(),
    group_id: groupId,
    ...embed(world, "group", "groups", groupId, groupFields),
  };
}

function embedAny(world: World, name: string, type: Json | undefined, id: Json | undefined, fields: readonly string[]) {
  const collection = collectionOfType.get(textOf(type));
  return collection ? embed(world, name, collection, id, fields) : {};
}

export const shares = defineResource({
  collection: "shares",
  wrapper: "share",
  resourceType: "Share",
  fields: { group_id: "integer", user_id: "integer", role_id: "string", valid_from: "time?", valid_until: "time?" },
  required: ["group_id", "user_id", "role_id"],
  references: { group_id: "groups", user_id: "users" },
  searched: [],
  filters: ["group_id", "user_id", "role_id"],
  ownerField: "user_id",
  defaults: { valid_from: null, valid_until: null },
  present: (row, world) => ({
    ...embed(world, "group", "groups", row.group_id, groupFields),
    ...embed(world, "user", "users", row.user_id, personFields),
  }),
});

export const cards = defineResource({
  collection: "cards",
  wrapper: "card",
  resourceType: null,
  fields: {
    type: "string",
    token: "string?",
    uid: "string?",
    color: "string?",
    facility_code: "integer?",
    card_number: "integer?",
    format_name: "string?",
  },
  required: ["type"],
  searched: [],
  filters: ["token", "uid", "facility_code", "card_number", "type"],
  ownerField: "_user_id",
  defaults: {
    last_used_at: null,
    uid: null,
    model: "kisi-pass",
    frequency: "HF",
    third_party: false,
    activated_at: null,
    deactivated_at: null,
    assigned_at: null,
    assigned_by_id: null,
    _user_id: null,
    _activated: false,
  },
  present: (row) => ({
    assigned: row._user_id !== null,
    activated: row._activated ?? false,
    user_id: row._user_id ?? null,
  }),
});

export const cardAssignments = defineResource({
  collection: "card_assignments",
  wrapper: "card_assignment",
  resourceType: "CardAssignment",
  fields: {
    assignee_type: "string",
    assignee_id: "integer",
    card_id: "integer",
    two_factor_pin: "string?",
    send_two_factor_pin_notification: "boolean",
  },
  required: ["assignee_type", "assignee_id", "card_id"],
  references: { card_id: "cards" },
  checksUpdates: true,
  searched: [],
  filters: ["assignee_type", "assignee_id", "card_id", "status"],
  ownerField: "assignee_id",
  defaults: {
    status: "activated",
    two_factor_pin: null,
    send_two_factor_pin_notification: false,
    created_by_type: "User",
    created_by_id: null,
  },
  complete: (_, { random }) => ({ _activation_token: random.hex(20) }),
  present: (row, world) => ({
    ...embed(world, "created_by", "users", row.created_by_id, personFields),
    guest_id: row.assignee_type === "Guest" ? (row.assignee_id ?? null) : null,
    user_id: row.assignee_type === "User" ? (row.assignee_id ?? null) : null,
  }),
});

export const logins = defineResource({
  collection: "logins",
  wrapper: "login",
  resourceType: null,
  fields: {
    type: "string",
    name: "string?",
    expire: "boolean",
    device_brand: "string?",
    device_model: "string?",
    os_name: "string?",
  },
  searched: [],
  filters: ["type"],
  ownerField: "user_id",
  defaults: {
    type: "api",
    name: null,
    primary: false,
    expire: true,
    last_used_at: null,
    device_brand: null,
    device_model: null,
    os_name: null,
    user_agent: null,
  },
  complete: (_, { random }) => ({ _secret: random.hex(32) }),
  present: (row, world) => ({
    ...embed(world, "user", "users", row.user_id, personFields),
    app: { name: null, version: null },
    device: { brand: row.device_brand ?? null, model: row.device_model ?? null },
    os: { name: row.os_name ?? null, version: null },
  }),
});

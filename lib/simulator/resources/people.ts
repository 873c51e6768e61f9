import type { JsonObject } from "#lib/simulator/json";
import { defineResource, type FieldType } from "#lib/simulator/resource";
import { organizationFields } from "#lib/simulator/resources/places";
import type { Row, Table } from "#lib/simulator/table";
import { embed, type World } from "#lib/simulator/world";

export const personFields = ["id", "resource_type", "email", "name"] as const;

const writable: Record<string, FieldType> = {
  email: "email",
  name: "string?",
  image: "string?",
  access_enabled: "boolean",
  password_flow_enabled: "boolean",
  metadata: "object",
  notes: "string?",
};

export const users = defineResource({
  collection: "users",
  wrapper: "user",
  resourceType: "User",
  paging: { default: 50, max: 100 },
  fields: { ...writable, send_emails: "ignored", confirm: "ignored" },
  required: ["email"],
  searched: ["name", "email"],
  filters: ["email", "access_enabled"],
  ownerField: "id",
  defaults: {
    name: "",
    metadata: {},
    image: null,
    otp_required_for_login: false,
    password_flow_enabled: true,
    access_enabled: true,
    last_accessed_at: null,
    scim_access_enabled: true,
    notes: null,
    confirmed: true,
    _password: null,
    _otp_secret: null,
  },
  present: (row, world) => ({
    organization_id: row._organization_id ?? null,
    groups_count: groupsOf(row.id, world.table("role_assignments")),
  }),
});

function groupsOf(userId: number, assignments: Table): number {
  return assignments.count({ assignee_type: "User", assignee_id: userId, applies_to_type: "Group" });
}

/** Owner of the organization, or holder of one of its administrator roles. */
export function isAdministrator(user: Row, world: World): boolean {
  const organization = world.table("organizations").find(user._organization_id);
  if (!organization) return false;
  if (organization.user_id === user.id) return true;
  const role = { applies_to_type: "Organization", assignee_type: "User", assignee_id: user.id };
  return world.table("role_assignments").count({ ...role, role_id: "organization_admin" }) > 0;
}

/** The deprecated view of the users: the same people under other ids. */
export const memberIdOffset = 500_000;

export const members = defineResource({
  collection: "members",
  wrapper: "member",
  resourceType: "Member",
  source: "users",
  idOffset: memberIdOffset,
  paging: { default: 50, max: 100 },
  fields: { ...writable, send_emails: "ignored", confirm: "ignored" },
  required: ["email"],
  searched: ["name", "email"],
  ownerField: "id",
  defaults: users.defaults,
  // A member's address stands in its `user`.
  hidden: ["email", "otp_required_for_login"],
  present: (row, world) => memberOf(row, world),
});

function memberOf(user: Row, world: World): JsonObject {
  return {
    id: user.id + memberIdOffset,
    resource_type: "Member",
    role_id: isAdministrator(user, world) ? "administrator" : "basic",
    organization_id: user._organization_id ?? null,
    user_id: user.id,
    ...embed(world, "user", "users", user.id, [...personFields, "otp_required_for_login"]),
    place_id: null,
    shares_count: groupsOf(user.id, world.table("role_assignments")),
  };
}

export const guests = defineResource({
  collection: "guests",
  wrapper: "guest",
  resourceType: "Guest",
  fields: { name: "string", email: "email?", phone_number: "string?" },
  required: ["name"],
  defaults: { email: null, phone_number: null },
});

export const teams = defineResource({
  collection: "teams",
  wrapper: "team",
  resourceType: "Team",
  fields: { name: "string" },
  required: ["name"],
});

export const teamMemberships = defineResource({
  collection: "team_memberships",
  wrapper: "team_membership",
  resourceType: "TeamMembership",
  fields: { team_id: "integer", member_id: "integer", member_type: "string" },
  required: ["team_id", "member_id", "member_type"],
  references: { team_id: "teams" },
  filters: ["team_id", "member_id", "member_type"],
  present: (row, world) => ({
    ...embed(world, "team", "teams", row.team_id, ["id", "resource_type", "name"]),
    ...(row.member_type === "Guest"
      ? embed(world, "member", "guests", row.member_id, [...personFields, "phone_number"])
      : embed(world, "member", "users", row.member_id, personFields)),
  }),
});

/** The answer of `GET /user`: the caller, with what only he may know. */
export function presentCurrentUser(user: Row, world: World): JsonObject {
  return {
    id: user.id,
    resource_type: "User",
    name: user.name ?? "",
    email: user.email ?? "",
    image: user.image ?? null,
    locale: user._locale ?? null,
    notifications_unread_count: 0,
    otp_required_for_login: user.otp_required_for_login ?? false,
    otp_enabled_at: null,
    primary_login_exists: world.table("logins").count({ user_id: user.id, primary: true }) > 0,
    created_at: user.created_at ?? null,
    updated_at: user.updated_at ?? null,
    announcements_last_seen_at: null,
    last_read_at: null,
    notes: user.notes ?? null,
    organization_id: user._organization_id ?? null,
    ...embed(world, "organization", "organizations", user._organization_id, organizationFields),
  };
}

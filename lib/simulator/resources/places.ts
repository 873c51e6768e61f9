import { defineResource } from "#lib/simulator/resource";
import { embed } from "#lib/simulator/world";

export const organizationFields = ["id", "resource_type", "name", "domain"] as const;
export const placeFields = ["id", "resource_type", "name"] as const;

export const organizations = defineResource({
  collection: "organizations",
  wrapper: "organization",
  resourceType: "Organization",
  paging: null,
  fields: {
    name: "string",
    domain: "string",
    logo: "string?",
    address: "string?",
    description: "string?",
    device_logins_expire_after: "integer?",
    metadata: "string?",
    time_zone: "string",
    sso_expiration_override_enabled: "boolean",
    sso_expiration_override: "integer?",
  },
  checksUpdates: true,
  defaults: {
    logo: null,
    address: null,
    description: null,
    device_logins_expire_after: 1_209_600,
    scim_enabled: false,
    sso_flow_enabled: false,
    sso_expiration_override_enabled: false,
    sso_expiration_override: null,
    metadata: "{}",
    time_zone: "Europe/London",
    web_authentication_api_enabled: true,
    apple_pass_enabled: false,
    user_id: null,
    transfer_to_id: null,
    transfer_to: null,
    image: null,
    color: null,
  },
  present: (row, world) => ({ places_count: world.table("places").count({ _organization_id: row.id }) }),
});

export const places = defineResource({
  collection: "places",
  wrapper: "place",
  resourceType: "Place",
  paging: { default: 50, max: 250 },
  fields: {
    name: "string",
    address: "string",
    description: "string?",
    latitude: "number?",
    longitude: "number?",
    image: "string?",
    time_zone: "string?",
  },
  required: ["name", "address"],
  searched: ["name", "address"],
  defaults: {
    description: null,
    latitude: null,
    longitude: null,
    image: null,
    time_zone: "London",
    tz_time_zone: "Europe/London",
    locked_down: false,
    locked_down_since: null,
    occupancy_rate: null,
    color: null,
    logo: null,
    user_id: null,
  },
  present: (row, world) => ({
    locks_count: world.table("locks").count({ place_id: row.id }),
    integrations_count: world.table("integrations").count({ place_id: row.id }),
    members_count: world.table("role_assignments").count({ applies_to_type: "Place", applies_to_id: row.id }),
    organization_id: row._organization_id ?? null,
    ...embed(world, "organization", "organizations", row._organization_id, organizationFields),
  }),
});

export const floors = defineResource({
  collection: "floors",
  wrapper: "floor",
  resourceType: "Floor",
  fields: { number: "integer", name: "string", description: "string?", place_id: "integer" },
  required: ["number", "name", "place_id"],
  references: { place_id: "places" },
  defaults: { description: null },
  scope: ["place_id"],
  filters: ["place_id"],
});

/** Kisi publishes no operation for zones; group zones and controllers refer to them. */
export const zones = defineResource({
  collection: "zones",
  wrapper: "zone",
  resourceType: null,
  fields: { name: "string", place_id: "integer" },
});

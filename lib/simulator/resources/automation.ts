import { type Json, type JsonObject, textOf } from "#lib/simulator/json";
import { defineResource } from "#lib/simulator/resource";
import { collectionOfType } from "#lib/simulator/resources/access";
import { organizationFields, placeFields } from "#lib/simulator/resources/places";
import type { Row } from "#lib/simulator/table";
import { embed, type World } from "#lib/simulator/world";

export const integrations = defineResource({
  collection: "integrations",
  wrapper: "integration",
  resourceType: "Integration",
  fields: {
    name: "string",
    type: "string",
    url: "string?",
    enabled: "boolean",
    enabled_events: "array",
    signature_key: "string?",
    place_id: "integer?",
  },
  required: ["name", "type"],
  references: { place_id: "places" },
  filters: ["type", "place_id", "enabled"],
  defaults: {
    url: null,
    enabled: true,
    enabled_events: [],
    signature_key: null,
    place_id: null,
    disabled_due_to_error: false,
    disabled_due_to_error_at: null,
  },
});

/** Reports and imports wait, run for a moment, and are finished a few seconds after they were asked for. */
function statusOfJob(row: Row, world: World): Json {
  const ageMs = world.nowMs() - Date.parse(textOf(row.created_at));
  if (ageMs < 1_000) return "waiting";
  return ageMs < 4_000 ? "in_progress" : "finished";
}

function embedOrganization(row: Row, world: World): JsonObject {
  return {
    organization_id: row._organization_id ?? null,
    ...embed(world, "organization", "organizations", row._organization_id, organizationFields),
  };
}

const reportFields = { name: "string", reporter_id: "integer", time_zone: "string?" } as const;

export const reports = defineResource({
  collection: "reports",
  wrapper: "report",
  resourceType: "Report",
  fields: { ...reportFields, start_date: "string", end_date: "string" },
  required: ["name", "reporter_id"],
  defaults: { start_date: "2026-01-01", end_date: "2026-01-31", time_zone: null, place_id: null },
  present: (row, world) => ({ status: statusOfJob(row, world), ...embedOrganization(row, world) }),
});

export const scheduledReports = defineResource({
  collection: "scheduled_reports",
  wrapper: "scheduled_report",
  resourceType: "ScheduledReport",
  fields: { ...reportFields, cadence: "string", enabled: "boolean" },
  required: ["name", "reporter_id"],
  defaults: { time_zone: null, cadence: "weekly", enabled: true, place_id: null },
  present: (row, world) => embedOrganization(row, world),
});

export const schedules = defineResource({
  collection: "schedules",
  wrapper: "schedule",
  resourceType: "Schedule",
  fields: {
    name: "string?",
    enabled: "boolean",
    override: "boolean",
    consequence: "string",
    scheduleable_type: "string",
    scheduleable_id: "integer",
    starts_at_time: "string?",
    ends_at_time: "string?",
    weekdays: "array",
  },
  required: ["consequence", "scheduleable_type", "scheduleable_id"],
  filters: ["consequence", "scheduleable_type", "scheduleable_id"],
  defaults: {
    name: null,
    enabled: true,
    override: false,
    integration_id: null,
    type: "recurring_event",
    starts_at_time: null,
    ends_at_time: null,
    weekdays: ["monday"],
  },
  present: (row, world) => {
    const type = textOf(row.scheduleable_type);
    const target = world.table(collectionOfType.get(type) ?? "groups").find(row.scheduleable_id);
    const placeId = target?.place_id ?? null;
    return {
      scheduleable: { id: row.scheduleable_id ?? null, type, name: target?.name ?? "" },
      place_id: placeId,
      ...embed(world, "place", "places", placeId, placeFields),
    };
  },
});

function defineImports(collection: string, wrapper: string) {
  return defineResource({
    collection,
    wrapper,
    resourceType: null,
    fields: { file_name: "string" },
    required: ["file_name"],
    defaults: { name: "Import", import_errors: {} },
    present: (row, world) => ({ status: statusOfJob(row, world), ...embedOrganization(row, world) }),
  });
}

export const csvCardImports = defineImports("csv_card_imports", "csv_card_import");
export const csvUserImports = defineImports("csv_user_imports", "csv_user_import");

export const invites = defineResource({
  collection: "invites",
  wrapper: "invite",
  resourceType: "Invite",
  fields: {
    notify: "boolean",
    invites_to_type: "string",
    invites_to_id: "integer",
    invitee: "object",
    role_assignment: "object",
    access_key: "object",
  },
  required: ["invites_to_type", "invites_to_id", "invitee"],
  defaults: { notify: true },
});

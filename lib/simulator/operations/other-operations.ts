import { type Answer, invalidFields, json, kisiError, noContent, notFound } from "#lib/simulator/answer";
import { isoTime, type JsonObject, textOf } from "#lib/simulator/json";
import { pageOf, parseId } from "#lib/simulator/listing";
import { withRow } from "#lib/simulator/operations/collection-operations";
import type { AuthorizedRequest, OperationHandler } from "#lib/simulator/request";
import { reports } from "#lib/simulator/resources/automation";
import { unwrap } from "#lib/simulator/validation";
import { organizationOf } from "#lib/simulator/world";

const dayMs = 86_400_000;

const roles = [
  { id: "organization_owner", name: "Organization owner", scope: "organization" },
  { id: "organization_admin", name: "Organization admin", scope: "organization" },
  { id: "organization_viewer", name: "Organization viewer", scope: "organization" },
  { id: "place_admin", name: "Place admin", scope: "place" },
  { id: "place_basic", name: "Place basic", scope: "place" },
  { id: "group_manager", name: "Group manager", scope: "group" },
  { id: "group_basic", name: "Group basic", scope: "group" },
] as const;

const regions: Readonly<Record<string, JsonObject>> = {
  gb: { alpha2: "GB", alpha3: "GBR", name: "United Kingdom", country_code: "44" },
  de: { alpha2: "DE", alpha3: "DEU", name: "Germany", country_code: "49" },
};

/** Operations with neither rows of their own nor kin. */
export const otherOperations: Readonly<Record<string, OperationHandler>> = {
  fetchRoles: () => json(roles),
  fetchRole: ({ params }) => {
    const role = roles.find(({ id }) => id === params[0]);
    return role ? json(role) : kisiError(404, "000000");
  },
  fetchPresences,
  fetchSummary,
  fetchRegions: () =>
    json(Object.fromEntries(Object.entries(regions).map(([code, region]) => [code, completeRegion(region)]))),
  fetchHolidays,
  createSignedUploadURL,
  downloadReport: (request) => withRow(request, reports, () => noContent()),
};

/** Who was at a place on a day: drawn from the unlocks in the log. */
function fetchPresences({ world, caller, query }: AuthorizedRequest): Answer {
  const [placeId, date] = [query.get("place_id"), query.get("date")];
  if (!placeId || !date || Number.isNaN(Date.parse(date))) return kisiError(400, "000400");
  const place = world.table("places").find(parseId(placeId));
  if (!place || organizationOf(place) !== caller.organizationId) return notFound("places");
  const day = isoTime(Date.parse(date)).slice(0, 10);
  const presences = new Map<string, JsonObject>();
  for (const event of world.events.all()) {
    const at = textOf(event.created_at);
    if (event.place_id !== place.id || event.success !== true || event.actor_id === null || !at.startsWith(day))
      continue;
    const actor = `${event.actor_type}:${event.actor_id}`;
    presences.set(actor, presenceOf(event, presences.get(actor)?.first_unlock_at ?? at));
  }
  const page = pageOf([...presences.values()], query, { default: 10, max: 250 });
  return json(page.items, page.headers);
}

function presenceOf(event: JsonObject, firstUnlockAt: JsonObject[string]): JsonObject {
  return {
    actor_type: event.actor_type ?? null,
    actor_id: event.actor_id ?? null,
    actor_name: event.actor_name ?? null,
    actor_email: event.actor_email ?? null,
    last_unlocked_lock_name: event.object_name ?? null,
    last_unlocked_lock_id: event.object_id ?? null,
    first_unlock_at: firstUnlockAt,
    last_unlock_at: event.created_at ?? null,
    status: "inactive",
    place_id: event.place_id ?? null,
  };
}

/** `around`, `consequence` and one of three ids are needed; the summary covers the days from the start of `around`. */
function fetchSummary({ world, caller, query }: AuthorizedRequest): Answer {
  const targets = ["elevator_stop_id", "group_id", "lock_id"].filter((name) => query.get(name) !== null);
  const startMs = Date.parse(query.get("around")?.split("/")[0] ?? "");
  const [target] = targets;
  if (Number.isNaN(startMs) || query.get("consequence") === null || target === undefined)
    return kisiError(400, "000400");
  const id = parseId(query.get(target));
  const row = world.table(`${target.replace(/_id$/, "")}s`).find(id);
  if (!row || organizationOf(row) !== caller.organizationId) return kisiError(404, "000000");
  const wanted = { scheduleable_id: id, consequence: query.get("consequence") };
  const ids = world
    .table("schedules")
    .where(wanted)
    .map((schedule) => schedule.id);
  const date = isoTime(startMs).slice(0, 10);
  const events = ids.map(() => ({ starts_at: `${date}T09:00:00.000Z`, ends_at: `${date}T17:00:00.000Z` }));
  return json({ events, exceptions: [], schedules_by_day: [{ date, schedule_ids: ids }] });
}

function completeRegion(region: JsonObject): JsonObject {
  return { ...region, continent: "Europe", world_region: "EMEA", subregions: {} };
}

function fetchHolidays({ params, query }: AuthorizedRequest): Answer {
  const year = query.get("year") ?? "";
  const errors: Record<string, string[]> = {};
  if (!Object.hasOwn(regions, params[0] ?? "")) errors.region = ["is not included in the list"];
  if (!/^\d{4}$/.test(year)) errors.year = ["can't be blank"];
  if (query.get("observed") === null) errors.observed = ["can't be blank"];
  if (Object.keys(errors).length > 0) return invalidFields(errors);
  return json([
    { date: `${year}-01-01`, name: "New Year's Day" },
    { date: `${year}-12-25`, name: "Christmas Day" },
  ]);
}

function createSignedUploadURL({ world, body }: AuthorizedRequest): Answer {
  const { file_name: name } = unwrap(body, "signed_upload_url");
  if (typeof name !== "string" || name === "") return invalidFields({ file_name: ["can't be blank"] });
  const expires = isoTime(world.nowMs() + dayMs);
  const query = new URLSearchParams({ expires, token: world.random.hex(24) });
  return json({ signed_upload_url: `https://uploads.example/${encodeURIComponent(name)}?${query}`, file_name: name });
}

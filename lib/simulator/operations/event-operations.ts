import { type Answer, invalidFields, json, kisiError } from "#lib/simulator/answer";
import { eventTypes } from "#lib/simulator/events";
import { isJsonObject, isoTime, type Json, type JsonObject, textOf } from "#lib/simulator/json";
import { parseId } from "#lib/simulator/listing";
import type { AuthorizedRequest, OperationHandler } from "#lib/simulator/request";
import type { Row } from "#lib/simulator/table";

const dayMs = 86_400_000;
const widestIntervalMs = 90 * dayMs;
const keptMs = dayMs;
/** How long a set is in progress. */
export const eventSetReadyAfterMs = 2_000;
const limitDefault = 50;
const limitMax = 250;

const filters = {
  event_actor_id: "actor_id",
  event_actor_type: "actor_type",
  event_object_id: "object_id",
  event_object_type: "object_type",
  event_authenticated_by_id: "authenticated_by_id",
  event_authenticated_by_type: "authenticated_by_type",
  event_place_id: "place_id",
  place_id: "place_id",
  event_success: "success",
  event_type: "type",
  event_sequence: "sequence",
  event_uuid: "uuid",
} as const;
const filterNames = Object.keys(filters) as (keyof typeof filters)[];

/** Event sets are asked for, are in progress for a moment, and are kept for a day. */
export const eventOperations: Readonly<Record<string, OperationHandler>> = {
  createEventSet,
  fetchEventSet,
  fetchEventTypes: () => json(eventTypes),
  fetchEventMetadata: () => json({ types: eventTypes }),
};

function createEventSet({ world, caller, body }: AuthorizedRequest): Answer {
  const wanted = isJsonObject(body) ? body.event_set : undefined;
  if (!isJsonObject(wanted)) return invalidFields({ event_set: ["can't be blank"] });
  const nowMs = world.nowMs();
  const interval = parseInterval(wanted.interval, nowMs);
  if (!interval) return invalidFields({ interval: ["is invalid"] });
  const asked = Object.fromEntries(filterNames.map((name) => [name, wanted[name] ?? null]));
  const unfit = Object.entries(asked).filter(([, value]) => typeof value === "object" && value !== null);
  if (unfit.length > 0) return invalidFields(Object.fromEntries(unfit.map(([name]) => [name, ["is invalid"]])));
  const set = world.table("event_sets").insert({
    ...asked,
    interval: `${isoTime(interval.fromMs)}/${isoTime(interval.toMs)}`,
    created_at: isoTime(nowMs),
    _organization_id: caller.organizationId,
    _created_at_ms: nowMs,
  });
  return json({ ...shownFields(set), status: "in_progress", cursor: null });
}

function fetchEventSet({ world, caller, params, query }: AuthorizedRequest): Answer {
  const set = world.table("event_sets").find(parseId(params[0]));
  const ageMs = world.nowMs() - Number(set?._created_at_ms);
  if (!set || set._organization_id !== caller.organizationId || ageMs > keptMs) return kisiError(404, "000000");
  if (ageMs < eventSetReadyAfterMs) return json({ ...shownFields(set), status: "in_progress", cursor: null });
  const cursor = query.get("cursor");
  const start = cursor === null ? 0 : parseId(cursor);
  if (Number.isNaN(start)) return kisiError(400, "000400");
  const limit = Math.min(parseId(query.get("limit")) || limitDefault, limitMax);
  const events = world.events
    .all()
    .filter((event) => belongsTo(set, event))
    .reverse();
  const next = start + limit;
  const page = events.slice(start, next);
  return json({
    ...shownFields(set),
    status: "finished",
    events: page,
    cursor: next < events.length ? String(next) : null,
  });
}

function shownFields(set: Row): JsonObject {
  return Object.fromEntries(Object.entries(set).filter(([field]) => !field.startsWith("_")));
}

function belongsTo(set: Row, event: JsonObject): boolean {
  const [from = "", to = ""] = textOf(set.interval).split("/");
  const at = textOf(event.created_at);
  if (event.organization_id !== set._organization_id || at < from || at >= to) return false;
  return filterNames.every((name) => {
    const wanted = set[name] ?? null;
    return wanted === null || textOf(wanted).split(",").includes(textOf(event[filters[name]]));
  });
}

type Interval = { readonly fromMs: number; readonly toMs: number };

/** `start/end`, `start/duration` or `duration/end`; the last 90 days if none is given, and never more. */
function parseInterval(value: Json | undefined, nowMs: number): Interval | null {
  if (value === undefined || value === null) return { fromMs: nowMs - widestIntervalMs, toMs: nowMs };
  const [start = "", end = "", ...more] = textOf(value).split("/");
  if (more.length > 0) return null;
  const [startMs, endMs] = [Date.parse(start), Date.parse(end)];
  const [startSpanMs, endSpanMs] = [parseDuration(start), parseDuration(end)];
  const fromMs = startSpanMs === null ? startMs : endMs - startSpanMs;
  const toMs = endSpanMs === null ? endMs : startMs + endSpanMs;
  const spanMs = toMs - fromMs;
  return spanMs > 0 && spanMs <= widestIntervalMs ? { fromMs, toMs } : null;
}

/** ISO 8601 durations of days, hours, minutes and seconds, in ms. */
function parseDuration(text: string): number | null {
  const parts = /^P(?:(\d{1,3})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,7})S)?)?$/.exec(text);
  if (!parts || text.length < 3) return null;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000;
}

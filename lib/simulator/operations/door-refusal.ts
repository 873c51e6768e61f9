import { isJsonObject, type Json } from "#lib/simulator/json";
import type { KisiErrorCode } from "#lib/simulator/kisi-errors";
import type { Row } from "#lib/simulator/table";

/** Everything that decides whether a door opens. */
export type DoorState = {
  readonly lock: Row;
  readonly place: Row | undefined;
  readonly wirelessLock: Row | undefined;
  /** The caller has a right that holds this door. */
  readonly allowed: boolean;
  readonly body: Json | undefined;
  readonly nowMs: number;
};

export type Refusal = { readonly status: 403 | 409 | 503; readonly code: KisiErrorCode };

const wirelessUnlockMs = 2_000;

/** Why a door stays shut, or null. Which code goes with which status is not published: inferred from Kisi's words. */
export function doorRefusal({ lock, place, wirelessLock, allowed, body, nowMs }: DoorState): Refusal | null {
  if (!allowed) return { status: 403, code: "f35ade" };
  if (lock.locked_down === true) return { status: 403, code: "fad001" };
  if (place?.locked_down === true) return { status: 403, code: "fad002" };
  if (lock.configured !== true) return { status: 409, code: "ff420a" };
  if (lock.on_scheduled_unlock === true) return { status: 409, code: "fad110" };
  const restriction = restrictionCode(lock, body, nowMs);
  if (restriction) return { status: 403, code: restriction };
  if (lock.online !== true) return { status: 503, code: "fac001" };
  return wirelessLock ? wirelessRefusal(lock, wirelessLock, nowMs) : null;
}

function restrictionCode(lock: Row, body: Json | undefined, nowMs: number): KisiErrorCode | null {
  if (lock.reader_restriction_enabled === true && !hasProximityProof(body)) return "bb4faa";
  if (lock.geofence_restriction_enabled === true && !isNear(lock, body)) return "a3995f";
  if (lock.time_restriction_enabled === true && !isOfficeHour(nowMs)) return "34ffaa";
  return null;
}

function wirelessRefusal(lock: Row, wirelessLock: Row, nowMs: number): Refusal | null {
  if (wirelessLock.online !== true) return { status: 503, code: "fad107" };
  const lastAtMs = lock._unlocked_at_ms;
  const inProgress = typeof lastAtMs === "number" && nowMs - lastAtMs < wirelessUnlockMs;
  return inProgress ? { status: 409, code: "fad112" } : null;
}

function hasProximityProof(body: Json | undefined): boolean {
  const lock = isJsonObject(body) ? body.lock : undefined;
  return isJsonObject(lock) && typeof lock.proximity_proof === "string";
}

/** Within the lock's radius of metres. On the scale of a door the earth is flat. */
function isNear(lock: Row, body: Json | undefined): boolean {
  const context = isJsonObject(body) ? body.context : undefined;
  const location = isJsonObject(context) ? context.location : undefined;
  if (!isJsonObject(location)) return false;
  const { latitude, longitude } = location;
  if (typeof latitude !== "number" || typeof longitude !== "number") return false;
  const metresPerDegree = 111_320;
  const north = (latitude - Number(lock.latitude)) * metresPerDegree;
  const east = (longitude - Number(lock.longitude)) * metresPerDegree * Math.cos((latitude * Math.PI) / 180);
  return Math.hypot(north, east) <= Number(lock.geofence_restriction_radius);
}

/** Doors with a time restriction open from 6 to 22 h UTC. */
function isOfficeHour(nowMs: number): boolean {
  const hour = new Date(nowMs).getUTCHours();
  return hour >= 6 && hour < 22;
}

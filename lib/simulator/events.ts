import { isoTime, type JsonObject, textOf } from "#lib/simulator/json";
import type { Row } from "#lib/simulator/table";
import { organizationOf, type World } from "#lib/simulator/world";

/** Types of events that the simulator knows: a part of Kisi's list. */
export const eventTypes = [
  "lock.unlock",
  "lock.lock_down",
  "lock.cancel_lockdown",
  "place.lock_down",
  "place.cancel_lockdown",
  "user.create",
  "user.update",
  "user.destroy",
  "group_link.create",
  "integration.warn_due_to_error",
  "integration.disable_due_to_error",
  "login.create",
] as const;
export type EventType = (typeof eventTypes)[number];

type Happening = {
  readonly atMs: number;
  readonly type: EventType;
  readonly actor: Row | null;
  readonly object: Row;
  /** Kisi's code and words if it was refused. */
  readonly error?: { readonly code: string; readonly message: string };
};

/** Writes an event to the world's log, with the fields that event sets show. */
export function recordEvent(world: World, { atMs, type, actor, object, error }: Happening): void {
  const objectType = textOf(object.resource_type) || "Object";
  world.events.add({
    uuid: uuidOf(world),
    type,
    ...describeActor(actor),
    object_type: objectType,
    object_id: object.id,
    object_name: object.name ?? null,
    object: { id: object.id, type: objectType, name: object.name ?? null },
    action: type.split(".")[1] ?? type,
    created_at: isoTime(atMs),
    ...describeError(error),
    sequence: world.events.nextSequence(),
    organization_id: organizationOf(object),
    place_id: objectType === "Place" ? object.id : (object.place_id ?? null),
    details: null,
    via: null,
  });
}

function describeActor(actor: Row | null): JsonObject {
  return {
    actor_type: actor ? (actor.resource_type ?? null) : null,
    actor_id: actor?.id ?? null,
    actor_name: actor?.name ?? null,
    actor_email: actor?.email ?? null,
    authenticated_by_type: actor ? "Login" : null,
    authenticated_by_id: actor?.id ?? null,
    authorized_by_type: null,
    authorized_by_id: null,
    authorized_by_role_id: null,
  };
}

function describeError(error: Happening["error"]): JsonObject {
  const [code, message] = error ? [error.code, error.message] : [null, null];
  return { success: error === undefined, code, message, error_code: code, error_message: message };
}

function uuidOf({ random }: World): string {
  return [8, 4, 4, 4, 12].map((length) => random.hex(length)).join("-");
}

import { type Answer, json, kisiError, noContent } from "#lib/simulator/answer";
import type { Caller } from "#lib/simulator/authentication";
import { type EventType, recordEvent } from "#lib/simulator/events";
import { isoTime } from "#lib/simulator/json";
import { kisiErrorMessage } from "#lib/simulator/kisi-errors";
import { withRow } from "#lib/simulator/operations/collection-operations";
import { doorRefusal, type Refusal } from "#lib/simulator/operations/door-refusal";
import type { AuthorizedRequest, OperationHandler } from "#lib/simulator/request";
import type { Resource } from "#lib/simulator/resource";
import { elevatorStops, locks } from "#lib/simulator/resources/locks";
import { places } from "#lib/simulator/resources/places";
import type { Row } from "#lib/simulator/table";
import type { World } from "#lib/simulator/world";

const unlockedMs = 5_000;

/** Everything that moves a door or shuts it for good. */
export const doorOperations: Readonly<Record<string, OperationHandler>> = {
  unlockLock: (request) => actOnDoor(request, json({ message: "Unlocked!" })),
  firstToArriveLock: (request) => actOnDoor(request, noContent()),
  lastToLeaveLock: (request) => actOnDoor(request, noContent()),
  lockDownLock: (request) => lockDown(request, locks, true, "lock.lock_down"),
  cancelLockLockdown: (request) => lockDown(request, locks, false, "lock.cancel_lockdown"),
  lockDownPlace: (request) => lockDown(request, places, true, "place.lock_down"),
  cancelPlaceLockdown: (request) => lockDown(request, places, false, "place.cancel_lockdown"),
  lockDownElevatorStop: (request) => lockDown(request, elevatorStops, true, "lock.lock_down"),
  cancelElevatorStopLockdown: (request) => lockDown(request, elevatorStops, false, "lock.cancel_lockdown"),
};

function actOnDoor(request: AuthorizedRequest, success: Answer): Answer {
  return withRow(request, locks, (lock) => {
    const refusal = tryDoor(request, lock);
    return refusal ? kisiError(refusal.status, refusal.code) : success;
  });
}

/** Opens the door unless something is against it, and puts either on record. */
function tryDoor({ world, caller, body }: AuthorizedRequest, lock: Row): Refusal | null {
  const nowMs = world.nowMs();
  const [wirelessLock] = world.table("wireless_locks").where({ lock_id: lock.id });
  const place = world.table("places").find(lock.place_id);
  const refusal = doorRefusal({ lock, place, wirelessLock, allowed: mayOpen(world, caller, lock), body, nowMs });
  const error = refusal ? { code: refusal.code, message: kisiErrorMessage(refusal.code) } : undefined;
  recordEvent(world, { atMs: nowMs, type: "lock.unlock", actor: caller.actor, object: lock, ...(error && { error }) });
  if (!refusal) {
    world.table("locks").update(lock.id, { _unlocked_at_ms: nowMs, _unlocked_until_ms: nowMs + unlockedMs });
  }
  return refusal;
}

/** Administrators open every door, links those of their group, users those of their groups, guests any. */
function mayOpen(world: World, caller: Caller, lock: Row): boolean {
  if (caller.administrator || caller.scheme === "KISI-ACCESS-KEY") return true;
  const holds = (groupId: unknown) =>
    typeof groupId === "number" && world.table("group_locks").count({ group_id: groupId, lock_id: lock.id }) > 0;
  if (caller.scheme === "KISI-GROUP-LINK") return holds(caller.actor.group_id);
  const own = { assignee_type: "User", assignee_id: caller.actor.id, applies_to_type: "Group" };
  return world
    .table("role_assignments")
    .where(own)
    .some((assignment) => holds(assignment.applies_to_id));
}

function lockDown(request: AuthorizedRequest, resource: Resource, lockedDown: boolean, type: EventType): Answer {
  const { world, caller } = request;
  return withRow(request, resource, (row) => {
    const nowMs = world.nowMs();
    const since = lockedDown ? isoTime(nowMs) : null;
    world.table(resource.source).update(row.id, { locked_down: lockedDown, locked_down_since: since });
    recordEvent(world, { atMs: nowMs, type, actor: caller.actor, object: row });
    return noContent();
  });
}

import { expect, test } from "vitest";
import { doorRefusal } from "#lib/simulator/operations/door-refusal";
import { createTestClient } from "#lib/simulator/test-client";

const lock = {
  id: 1,
  configured: true,
  online: true,
  locked_down: false,
  on_scheduled_unlock: false,
  latitude: 51.5352,
  longitude: -0.0937,
  geofence_restriction_radius: 300,
};
const noonMs = Date.UTC(2026, 4, 12, 12);
const state = { lock, place: undefined, wirelessLock: undefined, allowed: true, body: undefined, nowMs: noonMs };
const wirelessLock = { id: 2, online: true };
const at = (latitude: number) => ({ context: { location: { latitude, longitude: -0.0937 } } });

test.each([
  ["opens", {}, null],
  ["without a right", { allowed: false }, "403 f35ade"],
  ["locked down", { lock: { ...lock, locked_down: true } }, "403 fad001"],
  ["in a place locked down", { place: { id: 3, locked_down: true } }, "403 fad002"],
  ["without a controller", { lock: { ...lock, configured: false } }, "409 ff420a"],
  ["on schedule", { lock: { ...lock, on_scheduled_unlock: true } }, "409 fad110"],
  ["offline", { lock: { ...lock, online: false } }, "503 fac001"],
  ["far from the reader", { lock: { ...lock, reader_restriction_enabled: true } }, "403 bb4faa"],
  [
    "at the reader",
    { lock: { ...lock, reader_restriction_enabled: true }, body: { lock: { proximity_proof: "p" } } },
    null,
  ],
  ["nowhere", { lock: { ...lock, geofence_restriction_enabled: true } }, "403 a3995f"],
  ["400 m away", { lock: { ...lock, geofence_restriction_enabled: true }, body: at(51.5388) }, "403 a3995f"],
  ["200 m away", { lock: { ...lock, geofence_restriction_enabled: true }, body: at(51.537) }, null],
  ["at night", { lock: { ...lock, time_restriction_enabled: true }, nowMs: Date.UTC(2026, 4, 12, 23) }, "403 34ffaa"],
  ["by day", { lock: { ...lock, time_restriction_enabled: true } }, null],
  ["wireless and offline", { wirelessLock: { ...wirelessLock, online: false } }, "503 fad107"],
  ["wireless and busy", { wirelessLock, lock: { ...lock, _unlocked_at_ms: noonMs - 1_999 } }, "409 fad112"],
  ["wireless and ready", { wirelessLock, lock: { ...lock, _unlocked_at_ms: noonMs - 2_000 } }, null],
])("a door %s", (_, changes, expected) => {
  const refusal = doorRefusal({ ...state, ...changes });
  expect(refusal && `${refusal.status} ${refusal.code}`).toBe(expected);
});

test("an unlocked door says so for five seconds, and the event is on record", () => {
  const { call, wait } = createTestClient();
  expect(call("POST", "/locks/50001/unlock", { body: {} }).json).toEqual({ message: "Unlocked!" });
  expect(call("GET", "/locks/50001").json).toMatchObject({
    unlocked: true,
    unlocked_until: "2026-05-12T10:00:05.000Z",
  });
  expect(call("GET", "/locks?unlocked=true").json).toHaveLength(1);
  wait(5_000);
  expect(call("GET", "/locks/50001").json).toMatchObject({ unlocked: false, unlocked_until: null });
});

test("a place in lockdown keeps its doors shut until it is cancelled", () => {
  const { call } = createTestClient();
  expect(call("POST", "/places/20001/lock_down").status).toBe(204);
  expect(call("GET", "/places/20001").json.locked_down_since).toBe("2026-05-12T10:00:00.000Z");
  expect(call("POST", "/locks/50001/unlock")).toMatchObject({ status: 403, json: { code: "fad002" } });
  expect(call("POST", "/places/20001/cancel_lockdown").status).toBe(204);
  expect(call("POST", "/locks/50001/first_to_arrive").status).toBe(204);
});

test("the seeded world has a door for each of Kisi's refusals", () => {
  const { call, simulator } = createTestClient();
  const codes = simulator.ids("locks").map((id) => call("POST", `/locks/${id}/unlock`).json.code ?? "open");
  const seen = new Set(codes);
  expect(seen).toEqual(new Set(["open", "fac001", "ff420a", "fad001", "fad110", "a3995f", "bb4faa", "fad10e"]));
  expect(codes.filter((code) => code === "open").length).toBeGreaterThan(30);
});

test("whoever holds no role opens no door; a group opens its doors to him", () => {
  const { call } = createTestClient();
  expect(call("POST", "/locks/50001/unlock", { key: "viewer" }).status).toBe(403);
  const viewer = call("GET", "/user", { key: "viewer" }).json;
  const role = { user_id: viewer.id, group_id: 150_001, role_id: "group_basic" };
  call("POST", "/role_assignments", { body: { role_assignment: role } });
  expect(call("POST", "/locks/50001/unlock", { key: "viewer" }).status).toBe(200);
});

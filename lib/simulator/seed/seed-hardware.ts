import type { SeededPlaces } from "#lib/simulator/seed/seed-places";
import { cycle, everyNth, type Seeding } from "#lib/simulator/seed/seeding";
import type { Row } from "#lib/simulator/table";

/** Controllers wired to the doors, readers, cameras and wireless locks; and what runs by itself. */
export function seedHardware(seeding: Seeding, { places, locks }: SeededPlaces): void {
  for (const place of places) seedController(seeding, place, locks);
  for (const lock of locks) {
    const placeId = lock.place_id ?? null;
    seeding.add("readers", { name: `${lock.name} reader`, lock_id: lock.id, place_id: placeId });
  }
  for (const lock of everyNth(locks, 8)) {
    const placeId = lock.place_id ?? null;
    seeding.add("cameras", {
      name: `${lock.name} camera`,
      lock_id: lock.id,
      place_id: placeId,
      remote_id: `cam-${lock.id}`,
    });
  }
  for (const lock of everyNth(locks, 13, 12)) {
    seeding.add("wireless_locks", {
      name: `${lock.name} cylinder`,
      lock_id: lock.id,
      place_id: lock.place_id ?? null,
    });
  }
}

function seedController({ add }: Seeding, place: Row, locks: readonly Row[]): void {
  const controller = add("controllers", { name: `${place.name} controller`, place_id: place.id });
  const wired = locks.filter((lock) => lock.place_id === place.id && lock.configured === true).slice(0, 4);
  for (const [index, lock] of wired.entries()) {
    const channel = index + 1;
    const pin = { channel, controller_id: controller.id };
    const input = add("controller_inputs", { ...pin, name: `Input ${channel}` });
    const relay = add("controller_relays", { ...pin, name: `Relay ${channel}` });
    add("controller_input_connections", { type: "contact_sensor", controller_input_id: input.id, lock_id: lock.id });
    add("controller_relay_connections", { type: "lock", controller_relay_id: relay.id, lock_id: lock.id });
    if (index > 1) continue;
    const wiegand = add("controller_wiegands", { ...pin, name: `Wiegand ${channel}` });
    add("controller_wiegand_connections", { type: "lock", controller_wiegand_id: wiegand.id, lock_id: lock.id });
  }
}

/** Integrations, schedules and reports of an organization. */
export function seedAutomation({ add }: Seeding, { places, locks }: SeededPlaces): void {
  for (const [index, place] of places.entries()) {
    add("integrations", {
      name: `${place.name} webhook`,
      type: "event_webhook",
      url: `https://hooks.example/kisi/${index + 1}`,
      place_id: place.id,
    });
    const lock = cycle(locks, index);
    add("schedules", {
      name: "Office hours",
      consequence: "unlock",
      scheduleable_type: "Lock",
      scheduleable_id: lock.id,
      starts_at_time: "09:00",
      ends_at_time: "17:00",
    });
    add("reports", { name: `Access of ${place.name}`, reporter_id: 1, place_id: place.id });
  }
  add("scheduled_reports", { name: "Weekly access", reporter_id: 1 });
}

import type { JsonObject } from "#lib/simulator/json";
import { doorNames, placeSites } from "#lib/simulator/seed/names";
import { cycle, type Seeding } from "#lib/simulator/seed/seeding";
import type { Row } from "#lib/simulator/table";

export type SeededPlaces = {
  readonly places: readonly Row[];
  readonly floors: readonly Row[];
  readonly locks: readonly Row[];
  readonly stops: readonly Row[];
  readonly zones: readonly Row[];
  readonly terminals: readonly Row[];
};

/** What ails a few of the doors, so that unlocking meets each of Kisi's refusals. By position among the locks. */
const ailments: Readonly<Record<number, JsonObject>> = {
  7: { online: false },
  11: { configured: false, online: null },
  15: { locked_down: true, locked_down_since: "2025-11-03T18:00:00.000Z" },
  19: { on_scheduled_unlock: true },
  23: { geofence_restriction_enabled: true },
  27: { reader_restriction_enabled: true },
  31: { time_restriction_enabled: true, time_restriction_time_zone: "Europe/London" },
};

/** Places with floors, zones, locks, elevators and terminals. */
export function seedPlaces(seeding: Seeding, placeCount: number, lockCount: number): SeededPlaces {
  const places = placeSites.slice(0, placeCount).map((site) => seeding.add("places", { ...site, _alarm: false }));
  const floors = places.flatMap((place) => seedFloors(seeding, place));
  const zones = places.map((place) => seeding.add("zones", { name: `${place.name} zone`, place_id: place.id }));
  const terminals = places.map((place) => seeding.add("terminals", { name: "Lobby terminal", place_id: place.id }));
  return {
    places,
    floors,
    zones,
    terminals,
    locks: seedLocks(seeding, places, floors, lockCount),
    stops: seedElevators(seeding, places, floors),
  };
}

function seedFloors({ add }: Seeding, place: Row): Row[] {
  return ["Ground floor", "First floor", "Second floor"].map((name, number) =>
    add("floors", { name, number, place_id: place.id }),
  );
}

function seedLocks(seeding: Seeding, places: readonly Row[], floors: readonly Row[], count: number): Row[] {
  return Array.from({ length: count }, (_, index) => {
    const place = cycle(places, index);
    const round = Math.floor(index / places.length);
    const floorsHere = floors.filter((floor) => floor.place_id === place.id);
    return seeding.add("locks", {
      name: cycle(doorNames, round),
      description: `${place.name}, ${cycle(doorNames, round).toLowerCase()}`,
      place_id: place.id,
      floor_id: cycle(floorsHere, round).id,
      latitude: place.latitude ?? null,
      longitude: place.longitude ?? null,
      order_id: round,
      configured: true,
      online: true,
      ...ailments[index],
    });
  });
}

function seedElevators({ add }: Seeding, places: readonly Row[], floors: readonly Row[]): Row[] {
  return places.slice(0, 3).flatMap((place) => {
    const elevator = add("elevators", { name: `${place.name} elevator`, place_id: place.id });
    return floors
      .filter((floor) => floor.place_id === place.id)
      .map((floor) => add("elevator_stops", { elevator_id: elevator.id, floor_id: floor.id }));
  });
}

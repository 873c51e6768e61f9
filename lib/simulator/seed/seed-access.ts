import { groupNames } from "#lib/simulator/seed/names";
import type { SeededPeople } from "#lib/simulator/seed/seed-people";
import type { SeededPlaces } from "#lib/simulator/seed/seed-places";
import { cycle, everyNth, type Seeding } from "#lib/simulator/seed/seeding";
import type { Row } from "#lib/simulator/table";

/** Groups of doors, who belongs to them, links into them, and cards. */
export function seedAccess(seeding: Seeding, places: SeededPlaces, people: SeededPeople, groupCount: number): void {
  const groups = groupNames.slice(0, groupCount).map((name, index) => {
    const placeId = index === 0 ? null : cycle(places.places, index).id;
    return seeding.add("groups", { name, place_id: placeId });
  });
  for (const [index, group] of groups.entries()) {
    seedDoorsOfGroup(seeding, places, group, index);
    for (const user of index === 0 ? people.users : everyNth(people.users, groupCount, index)) {
      assign(
        seeding,
        "Group",
        group,
        user,
        index === 0 ? "group_basic" : cycle(["group_basic", "group_manager"], user.id),
      );
    }
    seeding.add("group_links", {
      group_id: group.id,
      name: `Link to ${group.name}`,
      created_by_id: people.users[0]?.id ?? null,
    });
  }
  for (const place of places.places) {
    for (const user of everyNth(people.users, 40, place.id % 40)) assign(seeding, "Place", place, user, "place_basic");
  }
  seedCards(seeding, people);
}

/** Gives a user a role in an organization, a place or a group. */
export function assign(
  { add }: Seeding,
  type: "Organization" | "Place" | "Group",
  target: Row,
  user: Row,
  role: string,
): Row {
  return add("role_assignments", {
    applies_to_type: type,
    applies_to_id: target.id,
    assignee_type: "User",
    assignee_id: user.id,
    role_id: role,
  });
}

function seedDoorsOfGroup({ add }: Seeding, places: SeededPlaces, group: Row, index: number): void {
  const locks = index === 0 ? places.locks : places.locks.filter((lock) => lock.place_id === group.place_id);
  for (const lock of locks) add("group_locks", { group_id: group.id, lock_id: lock.id });
  for (const stop of everyNth(places.stops, 3, index % 3)) {
    add("group_elevator_stops", { group_id: group.id, elevator_stop_id: stop.id });
  }
  add("group_zones", { group_id: group.id, zone_id: cycle(places.zones, index).id });
  add("group_terminals", { group_id: group.id, terminal_id: cycle(places.terminals, index).id });
}

function seedCards({ add, random }: Seeding, people: SeededPeople): void {
  for (const user of everyNth(people.users, 2)) {
    const token = random.hex(12).toUpperCase();
    const activatedAt = user.created_at ?? null;
    const card = add("cards", {
      type: "mifare_desfire",
      token,
      color: random.pick(["black", "white"]),
      form_factor: "card",
      uid: random.hex(14).toUpperCase(),
      _user_id: user.id,
      _activated: true,
      _activation_token: random.hex(20),
      assigned_at: activatedAt,
      activated_at: activatedAt,
    });
    add("card_assignments", { card_id: card.id, assignee_type: "User", assignee_id: user.id });
  }
  for (let spare = 0; spare < 10; spare++) {
    add("cards", {
      type: "third_party_hf",
      uid: random.hex(14).toUpperCase(),
      model: "third-party",
      third_party: true,
    });
  }
}

import { firstNames, lastNames, teamNames } from "#lib/simulator/seed/names";
import { cycle, everyNth, type Seeding } from "#lib/simulator/seed/seeding";
import type { Row } from "#lib/simulator/table";

export type SeededPeople = { readonly users: readonly Row[]; readonly guests: readonly Row[] };

/** People with names and addresses that differ, guests, and teams of both. */
export function seedPeople(seeding: Seeding, userCount: number): SeededPeople {
  const users = Array.from({ length: userCount }, (_, index) => seedUser(seeding, index));
  const guests = everyNth(users, 14).map((_, index) => {
    const name = nameOf(index + 7_919);
    return seeding.add("guests", { name, email: `${slugOf(name)}@guest.example` });
  });
  for (const [index, name] of teamNames.slice(0, Math.ceil(userCount / 25)).entries()) {
    const team = seeding.add("teams", { name });
    for (const user of everyNth(users, teamNames.length * 2, index)) {
      seeding.add("team_memberships", { team_id: team.id, member_type: "User", member_id: user.id });
    }
  }
  return { users, guests };
}

function seedUser({ add, random, organization }: Seeding, index: number): Row {
  const name = nameOf(index);
  return add("users", {
    name,
    email: `${slugOf(name)}@${organization.domain}.example`,
    access_enabled: !random.chance(0.04),
    metadata: { cost_centre: `C${random.integer(10, 40)}` },
  });
}

/** Each number below 1,600 gives another pair of names. */
function nameOf(index: number): string {
  const shift = Math.floor(index / firstNames.length);
  return `${cycle(firstNames, index)} ${cycle(lastNames, index * 7 + shift)}`;
}

function slugOf(name: string): string {
  return name.toLowerCase().replace(" ", ".");
}

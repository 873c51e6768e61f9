import { createEventLog } from "#lib/simulator/event-log";
import { createRandom, type Random } from "#lib/simulator/random";
import { insertRecord } from "#lib/simulator/records";
import { resources } from "#lib/simulator/resources";
import { organizations } from "#lib/simulator/resources/places";
import { otherCredentials, type SampleKey, sampleKeys, sampleSignIn } from "#lib/simulator/sample-keys";
import { assign, seedAccess } from "#lib/simulator/seed/seed-access";
import { seedEvents } from "#lib/simulator/seed/seed-events";
import { seedAutomation, seedHardware } from "#lib/simulator/seed/seed-hardware";
import { seedPeople } from "#lib/simulator/seed/seed-people";
import { seedPlaces } from "#lib/simulator/seed/seed-places";
import { createSeeding, type Seeding } from "#lib/simulator/seed/seeding";
import { createTable, type Row, type Table } from "#lib/simulator/table";
import type { World } from "#lib/simulator/world";

/** Ids of event sets are counted from here. */
export const firstEventSetId = 900_001;
const createdMax = 2_000;
const eventsMax = 4_000;

const foundedAt = "2023-11-06T09:00:00.000Z";

type Size = { readonly places: number; readonly locks: number; readonly users: number; readonly groups: number };

/** Two organizations with everything in them. The same seed makes the same world, ids included. */
export function createWorld(seed: number, nowMs: () => number): World {
  const random = createRandom(seed);
  const world: World = { table: createTables(), events: createEventLog(eventsMax), nowMs, random: random.fork("life") };
  seedOrganization(world, random.fork("first"), "Alder & Finch", sampleSignIn.domain, {
    places: 6,
    locks: 40,
    users: 190,
    groups: 18,
  });
  seedOrganization(world, random.fork("second"), "Harbour Labs", "harbour-labs", {
    places: 1,
    locks: 4,
    users: 12,
    groups: 3,
  });
  for (const { collection } of resources) world.table(collection).seal();
  world.table("event_sets").seal();
  return world;
}

/** Each collection counts its ids from another round number, so that a mixed-up id is seen at once. */
function createTables(): (collection: string) => Table {
  const tables = new Map(
    resources.map(({ collection }, index) => [collection, createTable((index + 1) * 10_000 + 1, createdMax)]),
  );
  tables.set("event_sets", createTable(firstEventSetId, createdMax));
  return (collection) => {
    const table = tables.get(collection);
    if (!table) throw new Error(`no table ${collection}`);
    return table;
  };
}

function seedOrganization(world: World, random: Random, name: string, domain: string, size: Size): void {
  const organization = insertRecord(world, organizations, 0, {
    name,
    domain,
    created_at: foundedAt,
    updated_at: foundedAt,
  });
  world.table("organizations").update(organization.id, { _organization_id: organization.id });
  const seeding = createSeeding(world, random, organization);
  const places = seedPlaces(seeding, size.places, size.locks);
  const holders = seedKeyHolders(seeding, domain === sampleSignIn.domain ? firstKeys : ["rival"]);
  const people = seedPeople(seeding, size.users);
  seedAccess(seeding, places, people, size.groups);
  seedHardware(seeding, places);
  seedAutomation(seeding, places);
  seedEvents(seeding, places.locks, people.users);
  if (domain === sampleSignIn.domain) seedOtherCredentials(seeding, holders);
}

const firstKeys: readonly SampleKey[] = [
  "owner",
  "sync",
  "mobile",
  "reports",
  "importer",
  "partner",
  "legacy",
  "frontDesk",
  "viewer",
];

/** The users whom the sample keys belong to; the first owns the organization. */
function seedKeyHolders(seeding: Seeding, labels: readonly SampleKey[]): Row[] {
  const { world, organization, add } = seeding;
  return labels.map((label, index) => {
    const local = label.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const user = add("users", {
      name: `${local.replace("-", " ")} account`,
      email: `${local}@${organization.domain}.example`,
      _password: sampleSignIn.password,
      otp_required_for_login: label === "reports",
    });
    add("logins", {
      name: `${local} key`,
      user_id: user.id,
      expire: false,
      primary: false,
      _secret: sampleKeys[label],
    });
    if (index === 0) world.table("organizations").update(organization.id, { user_id: user.id });
    if (label !== "viewer") assign(seeding, "Organization", organization, user, "organization_admin");
    return user;
  });
}

function seedOtherCredentials({ world, add, organization }: Seeding, holders: readonly Row[]): void {
  const ofOrganization = { _organization_id: organization.id };
  const owner = holders[0];
  if (owner)
    add("logins", { name: "OAuth application", user_id: owner.id, _secret: null, _bearer: otherCredentials.bearer });
  const [group] = world.table("groups").where(ofOrganization);
  const [link] = group ? world.table("group_links").where({ group_id: group.id }) : [];
  if (link) world.table("group_links").update(link.id, { _secret: otherCredentials.groupLink });
  const [guest] = world.table("guests").where(ofOrganization);
  if (guest) world.table("guests").update(guest.id, { _access_key: otherCredentials.accessKey });
}

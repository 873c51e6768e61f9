import { between, type Character, pickId, type Step, type Surroundings } from "#lib/simulator/traffic/character";

/** People at the doors: few at night, crowds in the morning and in the evening. By hour of the day. */
const doorsPerHour = [
  8, 5, 4, 4, 6, 20, 70, 220, 480, 420, 300, 280, 360, 340, 290, 280, 310, 430, 380, 220, 130, 80, 40, 18,
] as const;

/** The server behind a mobile app with which people open doors. */
const mobileBackend: Character = {
  integration: "Mobile backend",
  key: "mobile",
  runsPerHour: (hour) => doorsPerHour[hour % 24] ?? 0,
  irregularity: 1,
  retriesMax: 2,
  repeatSafe: false,
  run: (surroundings) => {
    const { random } = surroundings;
    const steps: Step[] = [];
    if (random.chance(0.22)) steps.push({ method: "GET", path: "/locks?limit=50", afterMs: 0 });
    if (random.chance(0.1)) steps.push({ method: "GET", path: "/user", afterMs: 0 });
    const path = `/locks/${pickDoor(surroundings)}`;
    if (random.chance(0.12)) steps.push({ method: "GET", path, afterMs: 300 });
    if (random.chance(0.85)) steps.push({ method: "POST", path: `${path}/unlock`, body: {}, afterMs: 400 });
    return steps;
  },
};

/** Most people use the doors that work; a few try the others, or one that is gone. */
function pickDoor(surroundings: Surroundings): number {
  const { random, ids } = surroundings;
  if (random.chance(0.004)) return 59_999;
  const working = ids("working_locks");
  const any = random.chance(0.025) || working.length === 0;
  return any ? pickId(surroundings, "locks") : pickId(surroundings, "working_locks");
}

/** Brings people in from a spreadsheet, and repeats a line that Kisi refuses, unchanged. */
const userImporter: Character = {
  integration: "User importer",
  key: "importer",
  runsPerHour: (hour) => (hour === 10 || hour === 16 ? 130 : 0),
  irregularity: 0.3,
  retriesMax: 4,
  repeatSafe: false,
  run: ({ random }) => {
    const name = `Import ${random.hex(6)}`;
    const right = random.chance(0.72);
    const email = right ? `${name.toLowerCase().replace(" ", ".")}@alder-finch.example` : random.pick(["", "n/a", "@"]);
    const step = { method: "POST", path: "/users", body: { user: { name, email, send_emails: false } } };
    const repeats = right ? 1 : 3;
    return Array.from({ length: repeats }, (_, index) => ({ ...step, afterMs: index === 0 ? 0 : 2_000 }));
  },
};

/** The reception: invites visitors, makes links, and mistypes now and then. */
const frontDesk: Character = {
  integration: "Front desk",
  key: "frontDesk",
  runsPerHour: between(8, 19, 40, 1),
  irregularity: 0.8,
  retriesMax: 3,
  repeatSafe: false,
  run: (surroundings) => {
    const { random } = surroundings;
    const steps: Step[] = [{ method: "GET", path: "/guests?limit=50", afterMs: 0 }];
    const name = `Visitor ${random.hex(4)}`;
    const guest = random.chance(0.05) ? { email: "visitor@guest.example" } : { name };
    if (random.chance(0.5)) steps.push({ method: "POST", path: "/guests", body: { guest }, afterMs: 900 });
    if (random.chance(0.5)) {
      const link = { group_id: pickId(surroundings, "groups"), name };
      steps.push({ method: "POST", path: "/group_links", body: { group_link: link }, afterMs: 900 });
    }
    const id = random.chance(0.06) ? 119_999 : pickId(surroundings, "guests");
    if (random.chance(0.3)) steps.push({ method: "GET", path: `/guests/${id}`, afterMs: 700 });
    return steps;
  },
};

/** Integrations that follow the day of people. */
export const dailyCharacters: readonly Character[] = [mobileBackend, userImporter, frontDesk];

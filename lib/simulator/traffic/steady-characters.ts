import { between, type Character, pickId, readPages, type Step } from "#lib/simulator/traffic/character";

/** Asks once a minute whether all is well. */
const uptimeProbe: Character = {
  integration: "Uptime probe",
  key: "owner",
  runsPerHour: () => 60,
  irregularity: 0.05,
  retriesMax: 1,
  repeatSafe: false,
  run: () => [{ method: "GET", path: "/organization", afterMs: 0 }],
};

/** Compares the people of a directory with Kisi's each quarter of an hour. */
const memberSync: Character = {
  integration: "Member sync",
  key: "sync",
  runsPerHour: () => 4,
  irregularity: 0.02,
  retriesMax: 4,
  repeatSafe: true,
  run: (surroundings) => {
    const { random } = surroundings;
    const steps = [
      ...readPages("/users", 100, 2),
      ...readPages("/groups", 100, 1),
      ...readPages("/role_assignments", 250, 2),
    ];
    if (random.chance(0.5)) {
      const notes = `checked ${random.integer(1, 9)} times`;
      steps.push({
        method: "PATCH",
        path: `/users/${pickId(surroundings, "users")}`,
        body: { user: { notes } },
        afterMs: 700,
      });
    }
    if (random.chance(0.2)) {
      const role = {
        user_id: pickId(surroundings, "users"),
        group_id: pickId(surroundings, "groups"),
        role_id: "group_basic",
      };
      steps.push({ method: "POST", path: "/role_assignments", body: { role_assignment: role }, afterMs: 700 });
    }
    return steps;
  },
};

/** A booking system of a partner that looks at doors and places around the clock. */
const partnerBooking: Character = {
  integration: "Desk booking (partner)",
  key: "partner",
  runsPerHour: () => 45,
  irregularity: 0.2,
  retriesMax: 4,
  repeatSafe: false,
  run: (surroundings) => {
    const placeId = pickId(surroundings, "places");
    const steps: Step[] = [{ method: "GET", path: `/locks?place_id=${placeId}&limit=50`, afterMs: 0 }];
    if (surroundings.random.chance(0.4)) steps.unshift({ method: "GET", path: "/places", afterMs: 0 });
    if (surroundings.random.chance(0.1)) {
      const link = {
        group_id: pickId(surroundings, "groups"),
        name: "Desk booking",
        valid_until: "2027-01-31T18:00:00Z",
      };
      steps.push({ method: "POST", path: "/group_links", body: { group_link: link }, afterMs: 800 });
    }
    return steps;
  },
};

/** An old screen in the hall that nobody has moved off the deprecated operations. */
const legacyDashboard: Character = {
  integration: "Legacy dashboard",
  key: "legacy",
  runsPerHour: () => 12,
  irregularity: 0.1,
  retriesMax: 2,
  repeatSafe: false,
  run: ({ random }) => {
    const steps = readPages("/members", 100, 2);
    if (random.chance(0.1)) steps.push({ method: "GET", path: "/events/meta", afterMs: 500 });
    // Kisi took this one away without a word of what replaces it.
    if (random.chance(0.04)) steps.push({ method: "GET", path: "/user_export_reporters", afterMs: 500 });
    return steps;
  },
};

/** Reads what happened by day, at night, and who may open what. */
const nightlyReports: Character = {
  integration: "Nightly reports",
  key: "reports",
  runsPerHour: between(1, 3, 55, 0),
  irregularity: 0.1,
  retriesMax: 4,
  repeatSafe: true,
  run: (surroundings) => {
    const group = `/group_locks?group_id=${pickId(surroundings, "groups")}`;
    return [
      { method: "POST", path: "/event_sets", body: { event_set: { event_type: "lock.unlock" } }, afterMs: 0 },
      { method: "GET", path: "/event_sets/{event_set}", afterMs: 800 },
      { method: "GET", path: "/event_sets/{event_set}", afterMs: 2_500 },
      { method: "GET", path: "/event_sets/{event_set}?cursor=50", afterMs: 600 },
      ...readPages(group, 250, 1),
    ];
  },
};

/** Integrations that run by the clock. */
export const steadyCharacters: readonly Character[] = [
  uptimeProbe,
  memberSync,
  partnerBooking,
  legacyDashboard,
  nightlyReports,
];

import { expect, test } from "vitest";
import { createTestClient } from "#lib/simulator/test-client";

test.each([
  ["/locks", "0-49/40", 40],
  ["/locks?limit=10", "0-9/40", 10],
  ["/locks?limit=10&offset=35", "35-44/40", 5],
  ["/locks?limit=10&offset=400", "400-409/40", 0],
  ["/locks?limit=1000", "0-249/40", 40],
  ["/locks?limit=0", "0-0/40", 1],
  ["/locks?limit=abc&offset=-1", "0-49/40", 40],
  ["/locks?offset=99999", "20000-20049/40", 0],
  ["/locks?ids=1", "*/0", 0],
  ["/users", "0-49/199", 50],
  ["/users?limit=250", "0-99/199", 100],
  ["/members?limit=250", "0-99/199", 100],
  ["/groups", "0-9/18", 10],
  ["/groups?limit=500", "0-249/18", 18],
  ["/shares", "*/0", 0],
  ["/organizations?limit=1", undefined, 1],
  ["/roles?limit=1", undefined, 7],
])("%s answers the range %s with %i items", (path, range, count) => {
  const answer = createTestClient().call("GET", path);
  expect([answer.status, answer.headers["x-collection-range"], answer.json.length]).toEqual([200, range, count]);
});

test.each([
  ["/locks?place_id=20002", (lock: Record<string, unknown>) => lock.place_id === 20_002],
  ["/locks?online=false", (lock: Record<string, unknown>) => lock.online === false],
  ["/locks?query=GARAGE", (lock: Record<string, unknown>) => lock.name === "Garage"],
  ["/elevator_stops?place_id=20002", (stop: Record<string, unknown>) => stop.place_id === 20_002],
  ["/users?ids=100003,100004", (user: Record<string, unknown>) => user.id === 100_003 || user.id === 100_004],
  ["/controller_relay_connections?controller_id=260002", (row: Record<string, unknown>) => row.type === "lock"],
])("%s selects", (path, fits) => {
  const rows = createTestClient().call("GET", path).json;
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.filter((row: Record<string, unknown>) => !fits(row))).toEqual([]);
});

test("sorts by name both ways", () => {
  const { call } = createTestClient();
  const names = (sort: string) => call("GET", `/locks?sort=${sort}`).json.map(({ name }: { name: string }) => name);
  expect(names("name")).toEqual([...names("name")].sort());
  expect(names("-name")).toEqual([...names("name")].reverse().sort().reverse());
});

test("counts agree with the rows that they count", () => {
  const { call } = createTestClient();
  for (const place of call("GET", "/places").json) {
    expect(call("GET", `/locks?place_id=${place.id}&limit=250`).json).toHaveLength(place.locks_count);
  }
  for (const group of call("GET", "/groups?limit=250").json) {
    const [locks, users] = [`/group_locks?group_id=${group.id}`, `/role_assignments?group_id=${group.id}`];
    expect(call("GET", `${locks}&limit=250`).json).toHaveLength(group.locks_count);
    expect(call("GET", `${users}&limit=250`).json).toHaveLength(group.users_count);
  }
});

test("a created lock is found, counted, changed and gone again", () => {
  const { call } = createTestClient();
  const before = call("GET", "/places/20001").json.locks_count;
  const created = call("POST", "/locks", { body: { lock: { name: "Annex", place_id: 20_001 } } });
  expect([created.status, created.json.name, created.json.configured]).toEqual([200, "Annex", false]);
  const path = `/locks/${created.json.id}`;
  expect(call("GET", path).json).toEqual(created.json);
  expect(call("GET", "/places/20001").json.locks_count).toBe(before + 1);
  expect(call("PATCH", path, { body: { lock: { name: "Annex north" } } }).status).toBe(204);
  expect(call("GET", path).json.name).toBe("Annex north");
  expect(call("DELETE", path).status).toBe(204);
  expect(call("GET", path)).toMatchObject({ status: 404, json: { code: "fad10e" } });
  expect(call("GET", "/places/20001").json.locks_count).toBe(before);
});

test("a deleted place takes its doors and their groups' doors along; a deleted user his roles", () => {
  const { call, simulator } = createTestClient();
  const [lock] = call("GET", "/locks?place_id=20002&limit=1").json;
  expect(simulator.ids("group_locks", { lock_id: lock.id }).length).toBeGreaterThan(0);
  call("DELETE", "/places/20002");
  expect(simulator.ids("locks", { place_id: 20_002 })).toEqual([]);
  expect(simulator.ids("group_locks", { lock_id: lock.id })).toEqual([]);
  const userId = simulator.ids("users")[30] ?? 0;
  expect(simulator.ids("role_assignments", { assignee_id: userId }).length).toBeGreaterThan(0);
  call("DELETE", `/users/${userId}`);
  expect(simulator.ids("role_assignments", { assignee_type: "User", assignee_id: userId })).toEqual([]);
});

test.each([
  ["/users", {}, { email: ["can't be blank or invalid"] }],
  ["/users", { user: {} }, { email: ["can't be blank or invalid"] }],
  ["/users", { email: "a@b.example" }, { email: ["can't be blank or invalid"] }],
  ["/users", { user: { email: "nobody" } }, { email: ["can't be blank or invalid"] }],
  ["/users", { user: { email: "owner@alder-finch.example" } }, { email: ["has already been taken"] }],
  ["/locks", {}, { name: ["can't be blank"], place_id: ["can't be blank"] }],
  ["/locks", { lock: { name: 7, place_id: 20_001 } }, { name: ["is invalid"] }],
  ["/locks", { lock: { name: "A", place_id: 1 } }, { place_id: ["must exist"] }],
  ["/group_locks", { group_lock: { group_id: 150_001, lock_id: 50_041 } }, { lock_id: ["must exist"] }],
  ["/places", { place: { name: "A" } }, { address: ["can't be blank"] }],
  ["/members", { member: { email: "a@b.example", place_id: 1 } }, { place_id: ["is not permitted"] }],
  ["/event_sets", {}, { event_set: ["can't be blank"] }],
  ["/group_links", { group_link: { group_id: 150_001 } }, { name: ["can't be blank"] }],
])("POST %s with %j is a 422", (path, body, errors) => {
  const answer = createTestClient().call("POST", path, { body });
  expect([answer.status, answer.json]).toEqual([422, { errors }]);
});

test.each([
  ["/group_locks", 400],
  ["/group_terminals", 400],
  ["/floors", 400],
  ["/presences?place_id=20001", 400],
  ["/presences?date=2026-05-11", 400],
  ["/floors?place_id=1", 404],
  ["/floors?place_id=20007", 404],
  ["/group_locks?group_id=x", 404],
  ["/calendar/summary", 400],
])("GET %s without what it needs is a %i", (path, status) => {
  expect(createTestClient().call("GET", path).status).toBe(status);
});

test.each(["/nowhere", "/", "/locks/1/2/3", "/v1/locks", "/LOCKS"])("GET %s is no endpoint", (path) => {
  expect(createTestClient().call("GET", path)).toMatchObject({
    status: 404,
    json: { code: "000404", error: "The endpoint does not exist, please check your request." },
  });
});

test("a role is assigned in the current form and in that of Kisi's guide, and never to nobody", () => {
  const { call } = createTestClient();
  const assign = (fields: object) => call("POST", "/role_assignments", { body: { role_assignment: fields } });
  const current = { applies_to_type: "Group", applies_to_id: 150_001, assignee_type: "User", assignee_id: 100_005 };
  expect(assign({ ...current, role_id: "group_basic" }).json).toMatchObject({ group_id: 150_001, user_id: 100_005 });
  const older = assign({ user_id: 100_005, group_id: 150_001, role_id: "group_basic" });
  expect(older.json).toMatchObject(current);
  expect(assign({ ...current, assignee_id: 1, role_id: "group_basic" }).status).toBe(404);
  expect(assign(current).json).toEqual({ errors: { role_id: ["can't be blank"] } });
});

test("another organization's rows do not exist", () => {
  const { call } = createTestClient();
  expect(call("GET", "/locks/50001", { key: "rival" }).status).toBe(404);
  expect(call("GET", "/locks", { key: "rival" }).json).toHaveLength(4);
  expect(call("POST", "/locks/50001/unlock", { key: "rival" }).status).toBe(404);
});

test("without an administrator's role one sees one's own and changes nothing", () => {
  const { call } = createTestClient();
  const emails = call("GET", "/users", { key: "viewer" }).json.map(({ email }: { email: string }) => email);
  expect(emails).toEqual(["viewer@alder-finch.example"]);
  expect(call("POST", "/users", { key: "viewer", body: { user: { email: "a@b.example" } } }).status).toBe(403);
  expect(call("GET", "/users/100002", { key: "viewer" }).status).toBe(403);
});

test("deprecated operations say so, the others do not", () => {
  const { call } = createTestClient();
  for (const path of ["/members", "/members/600002", "/events/meta"]) {
    const { deprecation = "", sunset = "" } = call("GET", path).headers;
    expect(new Date(deprecation).toUTCString()).toBe(deprecation);
    expect(new Date(sunset).toUTCString()).toBe(sunset);
  }
  expect(call("GET", "/users").headers).not.toHaveProperty("deprecation");
});

test("an event set is in progress, then finished, and is gone after a day", () => {
  const { call, wait } = createTestClient();
  call("POST", "/locks/50001/unlock");
  wait(1);
  const { status, json } = call("POST", "/event_sets", { body: { event_set: { event_type: "lock.unlock" } } });
  expect([status, json.status, json.cursor, "events" in json]).toEqual([200, "in_progress", null, false]);
  const path = `/event_sets/${json.id}`;
  expect(call("GET", path).json).toMatchObject({ status: "in_progress" });
  wait(2_000);
  const first = call("GET", path).json;
  expect([first.status, first.events.length, first.cursor]).toEqual(["finished", 50, "50"]);
  expect(first.events[0]).toMatchObject({ type: "lock.unlock", object_id: 50_001, success: true });
  const second = call("GET", `${path}?cursor=${first.cursor}`).json;
  expect(second.events[0].uuid).not.toBe(first.events[0].uuid);
  expect(call("GET", `${path}?cursor=soon`).status).toBe(400);
  wait(86_400_000);
  expect(call("GET", path).status).toBe(404);
});

test.each([
  ["2026-05-01T00:00:00Z/2026-05-02T00:00:00Z", 200],
  ["2026-05-01T00:00:00Z/P7D", 200],
  ["PT12H/2026-05-01T00:00:00Z", 200],
  ["2026-05-02T00:00:00Z/2026-05-01T00:00:00Z", 422],
  ["2026-01-01T00:00:00Z/P91D", 422],
  ["P1D", 422],
  ["P1D/P1D", 422],
  [7, 422],
])("an event set of the interval %s is a %i", (interval, status) => {
  const { call } = createTestClient();
  expect(call("POST", "/event_sets", { body: { event_set: { interval } } }).status).toBe(status);
});

test("the same seed makes the same world, another seed another", () => {
  const text = (seed: number) => createTestClient({ seed }).call("GET", "/cards?limit=250").text;
  expect(text(7)).toBe(text(7));
  expect(text(7)).not.toBe(text(8));
});

test("rows created by clients make room for each other, seeded ones stay", () => {
  const { call, simulator } = createTestClient();
  const before = simulator.ids("teams");
  for (let count = 0; count < 2_050; count++) call("POST", "/teams", { body: { team: { name: "More" } } });
  const after = simulator.ids("teams");
  expect(after).toHaveLength(before.length + 2_000);
  expect(after.slice(0, before.length)).toEqual(before);
});

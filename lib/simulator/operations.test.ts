import { expect, test } from "vitest";
import { type Operation, operations } from "#lib/kisi/catalogue";
import type { FieldType } from "#lib/simulator/resource";
import { findResource } from "#lib/simulator/resources";
import { createTestClient, type TestAnswer, type TestClient } from "#lib/simulator/test-client";

/** Kisi's lawful answers, written down from what Kisi documents of each kind of operation, not from the simulator. */
type Lawful = { readonly success: number; readonly errors: readonly number[] };

const actionsWithBody = new Set([
  "unlockLock",
  "fetchBackupCodes",
  "fetchOTP",
  "fetchOfflineCertificate",
  "resolveLogin",
  "findOrganizations",
  "signUpUser",
]);

const particular: Readonly<Record<string, readonly number[]>> = {
  createRoleAssignment: [401, 403, 404, 422],
  createEventSet: [401, 403, 422, 503],
  createSignedUploadURL: [401, 422],
  createLogin: [401, 403, 404],
  createReport: [400, 401, 403, 404, 422],
  unlockLock: [401, 403, 404, 409, 503],
  firstToArriveLock: [401, 403, 404, 409, 503],
  lastToLeaveLock: [401, 403, 404, 409, 503],
  assignController: [401, 403, 404, 422],
  assignReader: [401, 403, 404, 422],
  assignCard: [401, 403, 404, 422],
  deassignCard: [401, 403, 404, 422],
  activateCardByToken: [401, 403, 404, 422],
  activateCardAssignmentWithActivationToken: [401, 403, 404, 422],
  activate2fa: [401, 422],
  deactivate2fa: [401, 422],
  fetchOfflineCertificate: [403, 404, 422],
  resolveLogin: [404],
  findOrganizations: [],
  requestPasswordReset: [],
  passwordReset: [401, 422],
  signUpUser: [400, 404, 409, 422],
  updateLock: [401, 403, 404, 422],
  updateCardAssignment: [401, 403, 404, 422],
  updateTerminal: [401, 403, 404, 422],
  updateCurrentOrganization: [401, 403, 422],
  updateCurrentUser: [400, 401, 422],
  updateCurrentLogin: [401],
  deleteUser: [401, 403, 404, 422],
  deleteMember: [401, 403, 404, 422],
  deleteCurrentUser: [401],
  deleteCurrentLogin: [401],
  fetchGroupLocks: [400, 401, 404],
  fetchGroupTerminals: [400, 401, 404],
  fetchFloors: [400, 401, 404],
  fetchPresences: [400, 401, 404],
  fetchElevatorStops: [400, 401, 404],
  fetchControllerInputConnections: [401, 404],
  fetchControllerRelayConnections: [401, 404],
  fetchControllerWiegandConnections: [401, 404],
  fetchControllerInputs: [401, 404],
  fetchControllerRelays: [401, 404],
  fetchControllerWiegands: [401, 404],
  fetchLock: [401, 404],
  fetchCurrentUser: [401],
  fetchCurrentLogin: [401],
  fetchCurrentOrganization: [401],
  fetchEventSet: [400, 401, 403, 404, 503],
  fetchSummary: [400, 401, 403, 404, 422],
  fetchHolidays: [401, 422],
  fetchPublicOrganization: [404],
};

function lawfulAnswers({ operationId, method, path }: Operation): Lawful {
  const single = path.split("/").length === 2;
  const ofParticular = particular[operationId];
  if (method === "GET") {
    return { success: 200, errors: ofParticular ?? (path.includes("{") ? [401, 403, 404] : [401]) };
  }
  if (method !== "POST") return { success: 204, errors: ofParticular ?? [401, 403, 404] };
  if (single) return { success: 200, errors: ofParticular ?? [401, 403, 422] };
  return { success: actionsWithBody.has(operationId) ? 200 : 204, errors: ofParticular ?? [401, 403, 404] };
}

function expectLawful(operation: Operation, answer: TestAnswer): void {
  const { success, errors } = lawfulAnswers(operation);
  const label = `${operation.method} ${operation.path}: ${answer.status} ${answer.text.slice(0, 200)}`;
  expect([success, ...errors], label).toContain(answer.status);
  if (answer.status === 204) {
    expect(answer.text, label).toBe("");
    return;
  }
  expect(answer.headers["content-type"], label).toMatch(/^application\/json/);
  if (answer.status === 422) {
    for (const messages of Object.values(answer.json.errors)) expect(messages, label).toEqual([expect.any(String)]);
  } else if (answer.status >= 400) {
    expect(answer.json, label).toEqual({ code: expect.any(String), error: expect.any(String) });
  }
}

function sampleValue(type: FieldType, field: string): unknown {
  const values: Record<string, unknown> = {
    email: "new.person@alder-finch.example",
    integer: 1,
    number: 1,
    boolean: true,
    object: {},
    array: [],
    time: "2026-05-01T00:00:00Z",
  };
  const kind = type.replace("?", "");
  return kind === "string" ? `sample ${field}` : values[kind];
}

/** A body with which the operation succeeds. */
function goodBody({ simulator }: TestClient, operation: Operation): unknown {
  const first = (collection: string) => simulator.ids(collection)[0];
  const special: Record<string, unknown> = {
    createEventSet: { event_set: {} },
    createSignedUploadURL: { signed_upload_url: { file_name: "people.csv" } },
    createLogin: { login: { type: "api", name: "second" } },
    createRoleAssignment: {
      role_assignment: { user_id: first("users"), group_id: first("groups"), role_id: "group_basic" },
    },
    createTeamMembership: {
      team_membership: { team_id: first("teams"), member_type: "User", member_id: first("users") },
    },
    createSchedule: {
      schedule: { consequence: "unlock", scheduleable_type: "Lock", scheduleable_id: first("locks") },
    },
    assignCard: { card: { user_id: first("users") } },
    assignController: { controller: { name: "hall", place_id: first("places") } },
    assignReader: { reader: { name: "hall", lock_id: first("locks") } },
    activate2fa: { user: { otp_attempt: 123456 } },
    deactivate2fa: { user: { otp_attempt: 123456 } },
    fetchOfflineCertificate: { login: { beacon_id: "b1" } },
    resolveLogin: {},
    signUpUser: { user: { password: "long enough", terms_and_conditions: true }, token: "alder-finch:new.account" },
    updateCurrentUser: { user: { name: "Somebody" } },
    requestPasswordReset: { user: { email: "owner@alder-finch.example", domain: "alder-finch" } },
  };
  if (operation.operationId in special) return special[operation.operationId];
  const [, collection = "", ...rest] = operation.path.split("/");
  const resource = findResource(collection);
  if (operation.method !== "POST" || rest.length > 0 || !resource) return {};
  const fields = resource.required.map((field) => {
    const target = resource.references[field];
    return [field, target ? first(target) : sampleValue(resource.fields[field] ?? "string", field)];
  });
  return { [resource.wrapper]: Object.fromEntries(fields) };
}

/** Path and query with which the operation succeeds. */
function goodPath({ simulator }: TestClient, { path, operationId }: Operation): string {
  const first = (collection: string) => simulator.ids(collection)[0] ?? 0;
  const [, collection = ""] = path.split("/");
  const ids: Record<string, number | string> = {
    deleteUser: simulator.ids("users")[5] ?? 0,
    deleteMember: (simulator.ids("users")[6] ?? 0) + 500_000,
    fetchMember: first("users") + 500_000,
    updateMember: first("users") + 500_000,
    fetchRole: "group_basic",
    promoteLogin: first("logins"),
    deleteLogin: simulator.ids("logins")[1] ?? 0,
  };
  const known = collection in { members: 1, roles: 1 } ? 0 : idOf(simulator, collection);
  const queries: Record<string, string> = {
    fetchGroupLocks: `?group_id=${first("groups")}`,
    fetchGroupTerminals: `?group_id=${first("groups")}`,
    fetchFloors: `?place_id=${first("places")}`,
    fetchElevatorStops: `?place_id=${first("places")}`,
    fetchPresences: `?place_id=${first("places")}&date=2026-05-11`,
    fetchControllerInputs: `?controller_id=${first("controllers")}`,
    fetchControllerRelays: `?controller_id=${first("controllers")}`,
    fetchControllerWiegands: `?controller_id=${first("controllers")}`,
    fetchControllerInputConnections: `?controller_id=${first("controllers")}`,
    fetchControllerRelayConnections: `?controller_id=${first("controllers")}`,
    fetchControllerWiegandConnections: `?controller_id=${first("controllers")}`,
    fetchSummary: `?around=2026-05-11T00:00:00Z/P1D&consequence=unlock&lock_id=${first("locks")}`,
    fetchHolidays: "?year=2026&observed=true",
  };
  return (
    path
      .replace("{id}", String(ids[operationId] ?? known))
      .replace("{domain}", "alder-finch")
      .replace("{region}", "gb") + (queries[operationId] ?? "")
  );
}

function idOf(simulator: TestClient["simulator"], collection: string): number {
  if (findResource(collection) === undefined && collection !== "event_sets") return 0;
  return simulator.ids(collection)[0] ?? simulator.newestId(collection) ?? 0;
}

/** Where success needs a token or a row that a fresh world does not have. */
const prepared: Readonly<Record<string, (client: TestClient) => string>> = {
  fetchEventSet: ({ call }) => `/event_sets/${call("POST", "/event_sets", { body: { event_set: {} } }).json.id}`,
  fetchCsvCardImport: (client) => createAndName(client, "csv_card_import", { file_name: "a.csv" }),
  fetchCsvUserImport: (client) => createAndName(client, "csv_user_import", { file_name: "a.csv" }),
  fetchShare: (client) => createShare(client),
  updateShare: (client) => createShare(client),
  deleteShare: (client) => createShare(client),
  assignController: ({ call, simulator }) =>
    `/controllers/${call("GET", `/controllers/${simulator.ids("controllers")[0]}`).json.token}/assign`,
  assignReader: ({ call, simulator }) =>
    `/readers/${call("GET", `/readers/${simulator.ids("readers")[0]}`).json.token}/assign`,
};

function createAndName({ call }: TestClient, wrapper: string, fields: unknown): string {
  return `/${wrapper}s/${call("POST", `/${wrapper}s`, { body: { [wrapper]: fields } }).json.id}`;
}

function createShare(client: TestClient): string {
  const { simulator } = client;
  const fields = { group_id: simulator.ids("groups")[0], user_id: simulator.ids("users")[0], role_id: "basic" };
  return createAndName(client, "share", fields);
}

/** No sample token activates a card, the owner cannot delete himself, and no reset token is ever right. */
const neverSucceed = new Set([
  "activateCardByToken",
  "activateCardAssignmentWithActivationToken",
  "deleteCurrentUser",
  "passwordReset",
]);

test("the catalogue lists 227 operations", () => {
  expect(operations).toHaveLength(227);
});

/** Requests that mostly fail, and change nothing that a success needs. */
function badRequests(operation: Operation, goodPath: string) {
  const path = operation.path.replace("{id}", "4").replace(/\{\w+\}/g, "unknown");
  const refused = [
    { path, options: { key: null } },
    { path: goodPath, options: { key: null } },
    { path: goodPath, options: { key: "viewer" as const } },
    { path: goodPath, options: { key: "rival" as const } },
    { path: goodPath, options: { authorization: "KISI-SERVICE something" } },
  ];
  if (operation.method === "DELETE") return refused;
  const bodies = [{}, { anything: [1, 2] }].map((body) => ({ path: goodPath, options: { body } }));
  return [...refused, ...bodies, { path, options: {} }];
}

test.each(operations)("$method $path is refused and succeeds as Kisi documents", (operation) => {
  const client = createTestClient();
  for (const { path, options } of badRequests(operation, goodPath(client, operation))) {
    expectLawful(operation, client.call(operation.method, path, options));
  }
  const path = prepared[operation.operationId]?.(client) ?? goodPath(client, operation);
  const options = operation.method === "GET" ? {} : { body: goodBody(client, operation) };
  const answer = client.call(operation.method, path, options);
  expectLawful(operation, answer);
  if (!neverSucceed.has(operation.operationId))
    expect(answer.status, answer.text).toBe(lawfulAnswers(operation).success);
});

test("all operations but those that are open answer 401 without a key", () => {
  const { call } = createTestClient();
  const open = operations.filter((operation) => {
    const path = operation.path.replace(/\{\w+\}/g, "7");
    return call(operation.method, path, { key: null }).status !== 401;
  });
  // A sign-in without credentials is not among them: it answers 401 for want of a password.
  expect(open.map(({ operationId }) => operationId).sort()).toEqual([
    "fetchOfflineCertificate",
    "fetchPublicOrganization",
    "findOrganizations",
    "passwordReset",
    "requestPasswordReset",
    "resolveLogin",
    "signUpUser",
  ]);
});

test("a body that is not JSON is a 400", () => {
  const { call } = createTestClient();
  const answer = call("POST", "/users", { body: "{" });
  expect([answer.status, answer.json.code]).toEqual([400, "000400"]);
});

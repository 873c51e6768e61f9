import { afterAll, beforeAll, expect, test } from "vitest";
import { hang, type Reaction, reset, respond, startScriptedUpstream } from "#lib/outbound/scripted-upstream";
import { type AjarProcess, startAjar } from "./ajar-process";
import { askApi, callThrough, openTo } from "./gateway-client";

type Logged = {
  readonly call: { status: number | null; outcome: string; retries: number; attempts: number; latencyMs: number };
  readonly attempts: readonly { attempt: number; status: number | null; outcome: string; latencyMs: number }[];
};

let upstream: Awaited<ReturnType<typeof startScriptedUpstream>>;
let ajar: AjarProcess;

beforeAll(async () => {
  upstream = await startScriptedUpstream();
  ajar = await startAjar({ env: openTo(upstream.origin) });
});
afterAll(async () => {
  await ajar[Symbol.asyncDispose]();
  await upstream.close();
});

const door = "/locks/7/unlock";
const soon = { "x-ajar-deadline": "4000" };

/** What the upstream does in turn, and which attempts must be sent and logged. */
const cells: readonly (readonly [what: string, method: string, path: string, Reaction[], (number | null)[]])[] = [
  ["a success", "GET", "/locks", [respond(200, "[]")], [200]],
  ["a redirect is handed back", "GET", "/places", [respond(302, "", ["Location: /elsewhere"])], [302]],
  ["a 422 is sent once", "POST", "/groups", [respond(422, '{"errors":{"name":["is blank"]}}')], [422]],
  ["a 401 is sent once", "GET", "/user", [respond(401, '{"code":"afc516","error":"no"}')], [401]],
  [
    "a 429 is repeated after its wait",
    "GET",
    "/users",
    [respond(429, "", ["Retry-After: 1"]), respond(200)],
    [429, 200],
  ],
  ["a 429 to a POST as well", "POST", "/shares", [respond(429, "", ["Retry-After: 1"]), respond(200)], [429, 200]],
  ["a 5xx to a GET", "GET", "/cards", [respond(503), respond(500), respond(200)], [503, 500, 200]],
  ["a 5xx to a DELETE", "DELETE", "/cards/1", [respond(502), respond(204)], [502, 204]],
  ["a 5xx to a POST is handed back", "POST", "/invites", [respond(503)], [503]],
  ["a lost connection under a GET", "GET", "/logins", [reset, respond(200)], [null, 200]],
  ["a lost connection under a POST", "POST", "/reports", [reset], [null]],
  ["a door on 503", "POST", door, [respond(503, '{"code":"fac001","error":"x"}')], [503]],
  ["a door on 429", "POST", "/locks/8/unlock", [respond(429, "", ["Retry-After: 1"])], [429]],
  ["a door on a lost connection", "POST", "/locks/9/unlock", [reset], [null]],
  ["a door on silence", "POST", "/locks/10/unlock", [hang], [null]],
];

test.each(cells)("%s: sent, answered and logged alike", async (_what, method, path, reactions, statuses) => {
  upstream.on(path, ...reactions);
  const answer = await callThrough(ajar, path, { method, headers: soon });
  expect(upstream.seenAt(path)).toHaveLength(statuses.length);
  const { call, attempts } = await askApi<Logged>(ajar, `/calls/${answer.headers["x-ajar-call"]}`);
  expect(attempts.map(({ status }) => status)).toEqual(statuses);
  expect(attempts.map(({ attempt }) => attempt)).toEqual(statuses.map((_, index) => index + 1));
  expect(call).toMatchObject({ status: statuses.at(-1), attempts: statuses.length, retries: statuses.length - 1 });
  expect(answer.headers["x-ajar-attempts"]).toBe(String(statuses.length));
  expect(call.latencyMs).toBeLessThanOrEqual(answer.waitedMs);
});

test("Retry-After is waited for in full, and the log says so", async () => {
  upstream.on("/floors", respond(429, "", ["Retry-After: 2"]), respond(200));
  const answer = await callThrough(ajar, "/floors");
  expect(answer.status).toBe(200);
  expect(answer.waitedMs).toBeGreaterThanOrEqual(2_000);
  const { call } = await askApi<Logged>(ajar, `/calls/${answer.headers["x-ajar-call"]}`);
  expect(call.latencyMs).toBeGreaterThanOrEqual(2_000);
});

test("a Retry-After beyond the deadline is given up on at once", async () => {
  upstream.on("/teams", respond(429, "slow down", ["Retry-After: 3600"]));
  const answer = await callThrough(ajar, "/teams");
  expect(answer).toMatchObject({ status: 429, body: "slow down" });
  expect(upstream.seenAt("/teams")).toHaveLength(1);
});

test("the latency in the log is at least the upstream's delay", async () => {
  const delayMs = 250;
  upstream.on("/roles", (socket, request) => void setTimeout(() => respond(200, "[]")(socket, request), delayMs));
  const answer = await callThrough(ajar, "/roles");
  const { attempts } = await askApi<Logged>(ajar, `/calls/${answer.headers["x-ajar-call"]}`);
  // Timers of another process may fire up to a millisecond early.
  expect(attempts[0]?.latencyMs).toBeGreaterThanOrEqual(delayMs - 1);
  expect(attempts[0]?.latencyMs).toBeLessThanOrEqual(answer.waitedMs);
});

test("the figures count what the upstream was sent", async () => {
  const sent = [...cells.map(([, , path]) => path), "/floors", "/teams", "/roles"];
  const seen = sent.reduce((sum, path) => sum + upstream.seenAt(path).length, 0);
  const { totals } = await askApi<{ totals: { attempts: number; calls: number; retries: number } }>(
    ajar,
    "/stats?last=1h",
  );
  expect(totals).toMatchObject({ attempts: seen, calls: sent.length, retries: seen - sent.length });
});

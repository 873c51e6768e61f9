import KisiClient from "kisi-client";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createSimulator } from "#lib/simulator/handler";
import { sampleKeys, sampleSignIn } from "#lib/simulator/sample-keys";
import { startSimulatorServer } from "#lib/simulator/server";
import { type AjarProcess, startAjar } from "./ajar-process";
import { type ClientCall, clients, type Said } from "./client-script";
import { askApi, openTo, tokens } from "./gateway-client";

let direct: Kisi;
let behind: Kisi;
let ajar: AjarProcess;

beforeAll(async () => {
  direct = await startKisi();
  behind = await startKisi();
  ajar = await startAjar({ env: openTo(behind.origin) });
});
beforeEach(() => {
  direct.reset();
  behind.reset();
});
afterAll(async () => {
  await ajar[Symbol.asyncDispose]();
  await Promise.all([direct.close(), behind.close()]);
});

type Kisi = Awaited<ReturnType<typeof startKisi>>;

/** A Kisi that is the same after each reset: same seed, and a clock that stands still. */
async function startKisi() {
  const clock = { now: () => Date.UTC(2026, 10, 23, 12) };
  const simulator = createSimulator({ clock, seed: 7, rateLimits: false });
  return { ...simulator, ...(await startSimulatorServer({ simulator, port: 0, gzip: true })) };
}

/** What an integration does in a day, its mistakes among it. */
function script({ ids }: Pick<Kisi, "ids">): ClientCall[] {
  const authorization = `KISI-LOGIN ${sampleKeys.owner}`;
  const call = (method: string, path: string, body?: unknown, headers = {}): ClientCall => {
    const all = { authorization, accept: "application/json", ...headers };
    if (body === undefined) return { method, path, headers: all };
    return { method, path, headers: { ...all, "content-type": "application/json" }, body: JSON.stringify(body) };
  };
  const [lock, group, member] = [ids("locks")[0], ids("groups")[1], ids("members")[0]];
  return [
    call("GET", "/user"),
    call("GET", "/user", undefined, { "accept-encoding": "gzip" }),
    call("GET", "/locks?limit=3&offset=1"),
    call("GET", "/members?limit=250", undefined, { "accept-encoding": "gzip" }),
    call("GET", "/members?limit=250"),
    call("GET", "/members?query=%C3%A9%20%2B+a%26b&limit=2&ids%5B%5D=1&ids%5B%5D=2&x=;,:@!$'()*/?"),
    call("HEAD", "/locks"),
    call("GET", `/locks/${lock}`),
    call("GET", "/locks/999999999"),
    call("GET", "/nowhere/at/all"),
    call("GET", "/user", undefined, { authorization: "KISI-LOGIN wrong" }),
    call("POST", "/groups", { group: { name: "Ünïcode ☃", description: "a\u0000b\r\n" } }),
    call("POST", "/groups", { group: {} }),
    call("PATCH", `/members/${member}`, { member: { notes: "moved" } }),
    call("DELETE", `/groups/${group}`),
    call("GET", `/groups/${group}`),
    call("POST", `/locks/${lock}/unlock`, {}),
    call("POST", `/locks/${lock}/unlock`, { lock: { proximity_proof: "x".repeat(300_000) } }),
    call("OPTIONS", "/locks"),
  ];
}

/** But for the connection's own, for the date, and for what the gateway adds. */
const left = new Set(["connection", "keep-alive", "transfer-encoding", "date", "x-ajar-call", "x-ajar-attempts"]);

function comparable(said: readonly Said[]) {
  return said.map(({ headers, ...rest }) => ({
    ...rest,
    headers: headers.filter(([name]) => !left.has(name.toLowerCase())),
  }));
}

for (const { name, isHere, run } of clients) {
  const absence = isHere ? "" : " (not on this machine)";
  test.skipIf(!isHere)(`${name} gets the same through the gateway as from Kisi itself${absence}`, async () => {
    const calls = script(direct);
    const expected = comparable(await run({ base: direct.origin, headers: {}, calls }));
    const headers = { "X-Ajar-Token": tokens.gateway };
    expect(comparable(await run({ base: `${ajar.origin}/kisi`, headers, calls }))).toEqual(expected);
    const statuses = expected.map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([200, 204, 401, 404, 422]));
    expect(behind.log().counters()).toEqual(direct.log().counters());
    const { data } = await askApi<{ data: { status: number }[] }>(ajar, `/calls?last=1h&limit=${calls.length}`);
    expect(data.map(({ status }) => status).toReversed()).toEqual(statuses);
  });
}

test("an integration that can only change its base URL gets the same, too", async () => {
  const fetchClient = clients.find(({ name }) => name === "Node's fetch") ?? expect.unreachable();
  const calls = script(direct);
  const expected = await fetchClient.run({ base: direct.origin, headers: {}, calls });
  const through = await fetchClient.run({ base: `${ajar.origin}/kisi/t/${tokens.gateway}`, headers: {}, calls });
  expect(comparable(through)).toEqual(comparable(expected));
  expect(ajar.output()).not.toContain(tokens.gateway);
});

/** A day of an integration that is written with Kisi's own client: each answer, or what the client says went wrong. */
async function runKisiClient(kisi: KisiClient, { ids }: Pick<Kisi, "ids">): Promise<unknown[]> {
  const { domain, email, password } = sampleSignIn;
  const [lock, group] = [ids("locks")[0], ids("groups")[1]];
  const steps: (() => Promise<unknown>)[] = [
    () => kisi.get("user"),
    () => kisi.signIn({ domain, email, password: "wrong" }),
    () => kisi.signIn({ domain, email, password }),
    () => kisi.get("user"),
    () => kisi.get("locks", { limit: 3, offset: 1 }),
    () => kisi.get("members", { limit: 2, query: "é + a&b", groupId: group }),
    () => kisi.get("locks/999999999"),
    () => kisi.post("groups", { group: { name: "Ünïcode ☃" } }),
    () => kisi.post("groups", { group: {} }),
    () => kisi.post(`locks/${lock}/unlock`),
    () => kisi.delete(`groups/${group}`),
    () => kisi.signOut(),
    () => kisi.get("locks"),
  ];
  const said: unknown[] = [];
  for (const step of steps) {
    said.push(await step().catch(({ message, status, code, reason }) => ({ message, status, code, reason })));
  }
  return said;
}

test("Kisi's own JavaScript client gets the same through the gateway as from Kisi itself", async () => {
  const expected = await runKisiClient(new KisiClient({ baseURL: direct.origin }), direct);
  const through = new KisiClient({ baseURL: `${ajar.origin}/kisi/t/${tokens.gateway}` });
  expect(await runKisiClient(through, behind)).toEqual(expected);
  expect(behind.log().counters()).toEqual(direct.log().counters());

  expect(expected[4]).toMatchObject({ pagination: { offset: 1, limit: 3 } });
  const { data } = await askApi<{ data: { status: number }[] }>(ajar, `/calls?last=1h&limit=${expected.length}`);
  const statuses = data.map(({ status }) => status).toReversed();
  expect(statuses).toEqual([401, 401, 200, 200, 200, 200, 404, 200, 422, 200, 204, 204, 401]);
});

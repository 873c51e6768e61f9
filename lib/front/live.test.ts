import { once } from "node:events";
import { Agent, createServer, request as httpRequest, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { afterEach, expect, test } from "vitest";
import { createApiToken } from "#lib/auth/api-token";
import { createAuthState } from "#lib/auth/auth-state";
import { createFakeAccountStore } from "#lib/auth/fake-account-store";
import { createFakeSignInStore } from "#lib/auth/fake-sign-in-store";
import { startSession } from "#lib/auth/session";
import { AppError } from "#lib/errors";
import { createLiveFront } from "#lib/front/live";
import type { Scope } from "#lib/model/account";
import { createSecretBox } from "#lib/secrets/secret-box";
import { readEnv } from "#lib/server/env";
import { createLiveBus } from "#lib/server/live-bus";
import { sampleAttempt } from "#lib/store/sample-attempt";
import { createFakeClock } from "#lib/time/fake-clock";

const box = createSecretBox(Buffer.alloc(32));
const keys = { box, cookieBox: box };

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function serve() {
  const clock = createFakeClock();
  const store = createFakeAccountStore();
  await store.claimOwner("owner@example.com", "hash", clock.now());
  const live = createLiveBus((error) => expect.unreachable(String(error)));
  const auth = createAuthState({
    store: { ...store, ...createFakeSignInStore() },
    clock,
    keys,
    oidc: null,
    publicUrl: "http://localhost:3000",
    apiToken: null,
  });
  const unreadable = async () => {
    throw new AppError("unavailable", "not in these tests");
  };
  const unread = { read: unreadable, glance: unreadable };
  const log = { error: (context: unknown) => expect.unreachable(String(context)) };
  const front = createLiveFront({ env: readEnv({}), clock, auth, store, live, log, risk: unread });
  const server = createServer((request, response) => void front.answer(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closers.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true });
  closers.push(() => agent.destroy());
  return {
    clock,
    live,
    front,
    server,
    session: await startSession(store, 1, clock.now()),
    makeToken: (...scopes: Scope[]) => createApiToken(store, { name: "t", scopes }, clock.now()),
    revoke: (id: string) => store.deleteApiToken(id),
    ask: (headers: Record<string, string> = {}, path = "/api/v1/live", method = "GET") =>
      new Promise<IncomingMessage>((resolve, reject) => {
        const sent = httpRequest({ host: "127.0.0.1", port, path, method, headers, agent }, resolve);
        sent.once("error", reject).end();
        closers.push(() => sent.destroy());
      }),
  };
}

/** Reads until the text so far satisfies `isEnough`, or to the end. */
async function readText(response: IncomingMessage, isEnough: (text: string) => boolean = () => false): Promise<string> {
  let text = "";
  for await (const chunk of response.setEncoding("utf8").iterator({ destroyOnReturn: false })) {
    text += chunk;
    if (isEnough(text)) break;
  }
  return text;
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

test("a token that may read sees what is stored, and nothing caches or collects it on the way", async () => {
  const ajar = await serve();
  const response = await ajar.ask(bearer((await ajar.makeToken("read")).token));
  expect(response.statusCode).toBe(200);
  expect(response.headers).toMatchObject({
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store, no-transform",
    "x-accel-buffering": "no",
    "x-content-type-options": "nosniff",
  });
  expect(await readText(response, (text) => text.endsWith("\n\n"))).toBe("retry: 2000\n\n");
  ajar.live.publish({ kind: "attempts", attempts: [sampleAttempt({ callId: "abc", outcome: "client_error" })] });
  const told = await readText(response, (text) => text.includes("event: stats"));
  expect(told).toMatch(/^event: attempt\ndata: \{"callId":"abc",.*\}\n\nevent: stats\ndata: \{.*"bad":1,.*\}\n\n$/);
});

test("a signed-in browser sees it too", async () => {
  const ajar = await serve();
  const cookie = `__Host-ajar_session=${ajar.session}`;
  const response = await ajar.ask({ cookie, host: "localhost:3000", "sec-fetch-site": "same-origin" });
  expect(response.statusCode).toBe(200);
});

test.each([
  ["without a token", {}, 401],
  ["with an unknown token", bearer("ajar_unknown"), 401],
  ["from another site", { "sec-fetch-site": "cross-site" }, 403],
  ["from another port of this machine", { "sec-fetch-site": "same-site" }, 403],
  ["from another origin, by an old browser", { origin: "http://evil.example" }, 403],
])("%s nobody looks in", async (_, headers: Record<string, string>, status) => {
  const ajar = await serve();
  const response = await ajar.ask(headers);
  expect(response.statusCode).toBe(status);
  expect(response.headers["content-type"]).toBe("application/problem+json");
  expect(response.headers["www-authenticate"]).toBe(status === 401 ? 'Bearer realm="ajar"' : undefined);
});

test.each([
  ["a token that may not read", "/api/v1/live", "GET", "ingest", 403],
  ["an event that there is not", "/api/v1/live?events=stats,weather", "GET", "read", 400],
  ["a parameter that there is not", "/api/v1/live?since=1", "GET", "read", 400],
  ["another method", "/api/v1/live", "POST", "read", 405],
] as const)("%s is refused", async (_, path, method, scope, status) => {
  const ajar = await serve();
  const response = await ajar.ask(bearer((await ajar.makeToken(scope)).token), path, method);
  expect(response.statusCode).toBe(status);
});

test("a stream ends within a minute once its token is revoked", async () => {
  const ajar = await serve();
  const { token, record } = await ajar.makeToken("read");
  const response = await ajar.ask(bearer(token));
  await ajar.clock.advance(60_000);
  expect(response.closed).toBe(false);
  await ajar.revoke(record.id);
  await ajar.clock.advance(60_000);
  expect(await readText(response)).toContain("event: stats");
  expect(response.complete).toBe(true);
});

test("there are only so many streams, and one that is left makes room", async () => {
  const ajar = await serve();
  const headers = bearer((await ajar.makeToken("read")).token);
  const streams = await Promise.all(Array.from({ length: 64 }, () => ajar.ask(headers)));
  expect(new Set(streams.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
  const refused = await ajar.ask(headers);
  expect([refused.statusCode, refused.headers["retry-after"]]).toEqual([503, "5"]);
  streams[0]?.destroy();
  await expect.poll(async () => (await ajar.ask(headers)).statusCode).toBe(200);
});

test("a client that never reads is cut off before it fills the memory", async () => {
  const ajar = await serve();
  const response = await ajar.ask(bearer((await ajar.makeToken("read")).token));
  response.pause();
  const flood = Array.from({ length: 100 }, () => sampleAttempt({ outcome: "client_error", path: "/".repeat(2_000) }));
  let connections = 1;
  for (let second = 0; second < 1_000 && connections > 0; second += 1) {
    ajar.live.publish({ kind: "attempts", attempts: flood });
    await ajar.clock.advance(1_000);
    connections = await promisify(ajar.server.getConnections.bind(ajar.server))();
  }
  expect(connections).toBe(0);
});

test("the end of the server ends every stream and leaves no connection or timer", async () => {
  const ajar = await serve();
  const headers = bearer((await ajar.makeToken("read")).token);
  const responses = await Promise.all([ajar.ask(headers), ajar.ask(headers)]);
  ajar.front.close();
  const stopped = new Promise<void>((resolve) => void ajar.server.close(() => resolve()));
  for (const response of responses) expect(await readText(response)).toBe("retry: 2000\n\n");
  await stopped;
  expect(ajar.clock.pendingMs()).toEqual([]);
});

test("nobody may look in any more once it is closed", async () => {
  const ajar = await serve();
  ajar.front.close();
  expect((await ajar.ask(bearer((await ajar.makeToken("read")).token))).statusCode).toBe(503);
});

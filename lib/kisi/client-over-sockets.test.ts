import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { newCallId } from "#lib/kisi/call-id";
import { createKisiClient, type KisiCallContext, type KisiOperationCall } from "#lib/kisi/client";
import { createFingerprint } from "#lib/kisi/fingerprint";
import { callForList, callForUnlock, recordsOf } from "#lib/kisi/resources";
import { createBreaker } from "#lib/outbound/breaker";
import { createCallUpstream } from "#lib/outbound/call";
import type { ObservedAttempt } from "#lib/outbound/exchange";
import { createPacer } from "#lib/outbound/pacer";
import { createRetryBudget } from "#lib/outbound/retry-budget";
import { createSend } from "#lib/outbound/send";
import { systemClock } from "#lib/time/clock";

const context: KisiCallContext = {
  authorization: { scheme: "KISI-LOGIN", secret: "0123456789abcdef" },
  source: "console",
  integration: null,
};

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** The client, the real loop and a real socket; backoff without its wait. */
async function connected(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { send, close } = createSend();
  closers.push(close, async () => server.close());
  const observed: ObservedAttempt[] = [];
  const client = createKisiClient({
    callUpstream: createCallUpstream({
      send,
      clock: systemClock,
      random: () => 0,
      pacer: createPacer(systemClock),
      breaker: createBreaker(systemClock),
      retryBudget: createRetryBudget(),
      observe: async (attempt) => void observed.push(attempt),
      onObserveError: () => undefined,
    }),
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    newCallId,
    fingerprint: createFingerprint(new Uint8Array(32)),
    clock: systemClock,
    version: "0.0.0",
  });
  return { observed, send: (call: KisiOperationCall) => client.send({ ...context, ...call }) };
}

test("reads a compressed list after a failure that was worth a retry", async () => {
  const urls: string[] = [];
  const { send, observed } = await connected((request, response) => {
    urls.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    if (urls.length === 1) return void response.writeHead(503).end();
    const headers = { "content-encoding": "gzip", "x-collection-range": "0-1/2" };
    response.writeHead(200, headers).end(gzipSync('[{"id":1},{"id":2}]'));
  });
  const result = await send(callForList("locks", { limit: 2 }));
  expect(result).toMatchObject({ kind: "answer", status: 200, attempts: 2, collectionRange: { total: 2 } });
  expect(recordsOf(result)).toEqual([{ id: 1 }, { id: 2 }]);
  expect(urls).toEqual(Array(2).fill("GET /locks?limit=2 KISI-LOGIN 0123456789abcdef"));
  expect(observed.map(({ status, request }) => [status, request.route])).toEqual([
    [503, "GET /locks"],
    [200, "GET /locks"],
  ]);
});

test.each([503, 429])("sends an unlock once, though Kisi answers %i", async (status) => {
  let sent = 0;
  const { send } = await connected((request, response) => {
    sent += request.url === "/locks/7/unlock" ? 1 : 0;
    response.writeHead(status).end('{"code":"fac001","error":"The Kisi controller is currently unavailable."}');
  });
  expect(await send(callForUnlock(7))).toMatchObject({ kind: "answer", status, attempts: 1 });
  expect(sent).toBe(1);
});

test("an answer that breaks off is a result with its status", async () => {
  const { send, observed } = await connected((_, response) => {
    response.writeHead(200, { "content-length": 100 });
    response.write('[{"id":1}', () => response.destroy());
  });
  expect(await send(callForList("locks"))).toMatchObject({ kind: "cut_off", status: 200, attempts: 1 });
  expect(observed).toMatchObject([{ status: 200, outcome: "network_error" }]);
});

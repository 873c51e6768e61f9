import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createBodyRoom } from "#lib/front/body-room";
import { createFront } from "#lib/front/front";
import { answerGateway, type GatewayFrontDeps } from "#lib/front/gateway";
import { createHttpServer } from "#lib/front/http-server";
import type { GatewayCaller } from "#lib/gateway/gateway";
import { createCredentialReader } from "#lib/kisi/credential-reader";
import { createBreaker } from "#lib/outbound/breaker";
import { createCallUpstream } from "#lib/outbound/call";
import type { ObservedAttempt } from "#lib/outbound/exchange";
import { createPacer } from "#lib/outbound/pacer";
import { createRetryBudget } from "#lib/outbound/retry-budget";
import { createSend } from "#lib/outbound/send";
import { readEnv } from "#lib/server/env";
import { type Clock, systemClock } from "#lib/time/clock";

type Options = {
  /** The one upstream. */
  readonly origin: string;
  readonly clock?: Clock;
  readonly caller?: Partial<GatewayCaller>;
  readonly paced?: boolean;
  /** For the bodies of all calls together. */
  readonly bodyBytesMax?: number;
};

/** What opens the gateway of these tests. */
export const gatewayToken = "gateway-token-of-these-tests";
/** The `authorization` of a stored key. */
export const storedAuthorization = "KISI-LOGIN the-stored-key";

/** Front, gateway and call loop on a loopback port of their own; only Next and the store are missing. */
export async function startGateway(options: Options) {
  const { origin, clock = systemClock, caller = {}, paced = false, bodyBytesMax = 2 ** 26 } = options;
  const observed: ObservedAttempt[] = [];
  const unexpected: unknown[] = [];
  const { send, close: closeConnections } = createSend();
  const callUpstream = createCallUpstream({
    send,
    clock,
    random: () => 0,
    observe: async (attempt) => {
      observed.push(attempt);
    },
    pacer: createPacer(clock),
    breaker: createBreaker(clock),
    retryBudget: createRetryBudget(),
    onObserveError: (_, error) => unexpected.push(error),
  });
  const releases: { release: string; integration: string }[] = [];
  let calls = 0;
  const deps: GatewayFrontDeps = {
    callUpstream,
    clock,
    origin,
    paced,
    bodyRoom: createBodyRoom(bodyBytesMax),
    credentialOf: createCredentialReader((secret) => ({ id: `of ${secret}`, last4: null })),
    kisiUserOf: () => null,
    noteRelease: (release, integration) => releases.push({ release, integration }),
    newCallId: () => {
      calls += 1;
      return `call-${calls}`;
    },
    findCaller: (token) => {
      if (token !== gatewayToken) return null;
      return { integration: "tests", authorization: null, identifier: null, contact: null, ...caller };
    },
    onUnexpected: (error) => unexpected.push(error),
  };
  const passedBy: string[] = [];
  const front = createFront({
    app: {
      env: readEnv({}),
      store: { ping: async () => undefined },
      log: { error: (line: unknown) => unexpected.push(line) },
      ...{ alerts: { lookedAtMs: () => null }, clock: { now: () => 0 } },
    },
    development: false,
    gateway: (request, response) => answerGateway(deps, request, response),
    live: (_, response) => void response.end("events"),
    metrics: (_, response) => void response.end("metrics"),
    ingest: () => false,
    next: (request, response) => {
      passedBy.push(`${request.method} ${request.url}`);
      response.writeHead(404).end("a page");
    },
  });
  const server = createHttpServer((request, response) => void front(request, response), false);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    /** All attempts so far, as the recorder would see them. */
    observed,
    /** What went wrong inside: must stay empty. */
    unexpected,
    /** Which releases calls have named. */
    releases,
    /** What Next would have got. */
    passedBy,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await closeConnections();
    },
  };
}

import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { AppError } from "#lib/errors";
import { createFront } from "#lib/front/front";
import { createGateway } from "#lib/front/gateway";
import { createHttpServer } from "#lib/front/http-server";
import { createIngest } from "#lib/front/ingest";
import { createLiveFront, type LiveFront } from "#lib/front/live";
import { answerMetrics } from "#lib/front/metrics";
import { keepAlerting } from "#lib/jobs/alerting";
import { keepDigest } from "#lib/jobs/digest";
import { keepGoodStanding } from "#lib/jobs/good-standing";
import { keepHeartbeat } from "#lib/jobs/heartbeat";
import { watchProblems } from "#lib/jobs/problem-watch";
import { keepRetention } from "#lib/jobs/retention";
import { type App, installApp } from "#lib/server/app";
import { composeApp } from "#lib/server/compose";
import type { Env } from "#lib/server/env";

type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

type StartOptions = {
  readonly env: Env;
  readonly development: boolean;
  readonly demo: boolean;
  readonly version: string;
  /** Makes Next ready once the port is known. */
  readonly prepareNext: (address: { readonly host: string; readonly port: number }) => Promise<Handler>;
};

/** A serving Ajar. `stop` ends live streams, lets requests in flight finish for at most ten seconds, then closes the store. */
export type RunningAjar = { readonly app: App; readonly address: string; readonly stop: () => Promise<void> };

const drainMs = 10_000;

/**
 * Takes the port, opens the store, makes Next ready, and serves. Requests that come before all is ready wait for it.
 * Throws an `AppError` that says what to do if the port is taken or the data directory cannot be used.
 */
export async function startAjar({ env, development, demo, version, prepareNext }: StartOptions): Promise<RunningAjar> {
  const ready = Promise.withResolvers<Handler>();
  ready.promise.catch(() => {
    // The same rejection leaves startAjar below; requests that wait for it are cut off with the server.
  });
  const server = createHttpServer((request, response) => {
    void ready.promise.then((front) => front(request, response)).catch(() => response.destroy());
  }, development);
  await listen(server, env);
  const { port } = server.address() as AddressInfo;
  const address = addressOf(env.host, port);
  try {
    const app = await composeApp({ env, publicUrl: env.publicUrl ?? address, demo, version });
    installApp(app);
    const next = await prepareNext({ host: env.host, port }).catch(async (error: unknown) => {
      await app.close();
      throw error;
    });
    const live = createLiveFront(app);
    const answering = {
      gateway: createGateway(app),
      live: live.answer,
      metrics: (request: IncomingMessage, response: ServerResponse) => answerMetrics(app, request, response),
      ingest: createIngest(app),
      next,
    };
    ready.resolve(createFront({ app, ...answering, development }));
    return { app, address, stop: startJobs(app, server, live) };
  } catch (error) {
    ready.reject(error);
    server.close();
    server.closeAllConnections();
    throw error;
  }
}

function startJobs(app: App, server: Server, live: LiveFront): () => Promise<void> {
  const jobs = new AbortController();
  const { signal } = jobs;
  const running = [
    keepRetention(app, signal),
    keepGoodStanding(app, signal),
    watchProblems(app, signal),
    keepAlerting(app, signal),
    keepDigest(app, signal),
    keepHeartbeat(app, signal),
  ];
  return async () => {
    jobs.abort();
    live.close();
    await drain(server);
    await Promise.all(running);
    await app.close();
  };
}

async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection that was busy at first is kept alive behind its answer, and a browser would go on using it.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  const cutOff = setTimeout(() => server.closeAllConnections(), drainMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(cutOff);
}

function listen(server: Server, { host, port }: Env): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(explainListen(error, host, port)));
    server.listen(port, host, resolve);
  });
}

function explainListen(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const hints: Record<string, string> = {
    EADDRINUSE: `port ${port} is already in use; stop what uses it or choose another, for example PORT=${port + 1}`,
    EACCES: `this user may not listen on port ${port}; choose one above 1023, for example PORT=3000`,
    EADDRNOTAVAIL: `this machine has no address ${host}; set HOST to one that it has, for example HOST=127.0.0.1`,
    ENOTFOUND: `the name ${host} is not known; set HOST to an address, for example HOST=127.0.0.1`,
  };
  const hint = hints[error.code ?? ""];
  return hint ? new AppError("unavailable", `Cannot listen: ${hint}.`, { cause: error }) : error;
}

/** What a person can open: a wildcard address is shown as the loopback one. */
function addressOf(host: string, port: number): string {
  const wildcard = host === "0.0.0.0" || host === "::" || host === "";
  const name = wildcard ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

import { rmSync } from "node:fs";
import { createApiToken } from "#lib/auth/api-token";
import { startSession } from "#lib/auth/session";
import { sampleEntry } from "#lib/ingest/sample-har";
import { openSqliteStore } from "#lib/store/sqlite/open";
import { systemClock } from "#lib/time/clock";
import { type AjarProcess, startAjar, temporaryFolder } from "./ajar-process.ts";
import { tokens } from "./gateway-client.ts";

/** What the tests send, and where. */
export const ndjson = "application/x-ndjson";
export const json = "application/json";
export const ingest = "/api/v1/ingest";
export const har = "/api/v1/import";
export const upstreamUrl = "http://127.0.0.1:9";
export const minutesAgo = (n: number) => new Date(Date.now() - n * 60_000).toISOString();
export const record = (changes: object = {}) => ({
  startedAt: minutesAgo(1),
  method: "GET",
  url: "/locks/7",
  status: 200,
  latencyMs: 12.5,
  ...changes,
});
export const lines = (...records: readonly unknown[]) =>
  records.map((one) => (typeof one === "string" ? one : JSON.stringify(one))).join("\n");
export const entry = (path: string, changes: object = {}) =>
  sampleEntry({ startedDateTime: minutesAgo(2), request: { url: `${upstreamUrl}${path}` }, ...changes });

export type Taken = {
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: readonly { readonly line: number; readonly message: string }[];
  readonly ignored: number;
};

type Sent = {
  readonly type?: string;
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
};

/** A server with an owner who is signed in, and with a token that may read and nothing else. */
export async function startForIngest(env: Readonly<Record<string, string>>) {
  const dataDir = temporaryFolder();
  const store = await openSqliteStore({ dir: dataDir, clock: systemClock });
  const nowMs = systemClock.now();
  await store.claimOwner("owner@example.com", "no password opens it", nowMs);
  const session = await startSession(store, 1, nowMs);
  const reader = await createApiToken(store, { name: "reader", scopes: ["read"] }, nowMs);
  await store.close();
  const server = {
    ajar: await startAjar({ dataDir, env }),
    readToken: reader.token,
    cookie: `__Host-ajar_session=${session}`,
    /** Starts it again on its data, once it has ended. */
    restart: async () => {
      server.ajar = await startAjar({ dataDir, env });
    },
    close: async () => {
      await server.ajar[Symbol.asyncDispose]();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return server;
}

/** One upload; `token` null sends none. */
export function send(
  ajar: Pick<AjarProcess, "origin">,
  path: string,
  body: BodyInit,
  { type, token = tokens.api, headers = {} }: Sent = {},
): Promise<Response> {
  const own: Record<string, string> = { ...headers };
  if (type !== undefined) own["content-type"] = type;
  if (token !== null) own.authorization = `Bearer ${token}`;
  return fetch(`${ajar.origin}${path}`, { method: "POST", headers: own, body });
}

/** The same, for what must be taken. */
export async function sendFine(...args: Parameters<typeof send>): Promise<Taken> {
  const response = await send(...args);
  if (response.status !== 200) throw new Error(`answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Taken;
}

import { brotliCompressSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { createCredentialReader } from "#lib/kisi/credential-reader";
import { createFingerprint } from "#lib/kisi/fingerprint";
import { createOutboundRequest } from "#lib/kisi/outbound-request";
import { watchUser } from "#lib/kisi/watch-user";
import type { CallResult, RawHeaders } from "#lib/outbound/exchange";

const credentialOf = createCredentialReader(createFingerprint(Buffer.alloc(32, 7)));
const authorization: RawHeaders = ["Authorization", "KISI-LOGIN 0123456789abcdef0123456789abcdef"];
const credential = credentialOf(authorization)?.id;
const ada = JSON.stringify({ id: 17, email: "ada@example.com", name: "Ada" });

type Case = {
  readonly status?: number;
  readonly path?: string;
  readonly method?: string;
  readonly sent?: RawHeaders;
  readonly headers?: RawHeaders;
  readonly chunks?: readonly (string | Uint8Array)[];
};

async function watch({ status = 200, path = "/user", method = "GET", sent = authorization, ...answer }: Case) {
  const seen: string[][] = [];
  const { headers = [], chunks = [ada] } = answer;
  async function* body() {
    for (const chunk of chunks) yield Buffer.from(chunk);
  }
  const callUpstream = watchUser({
    callUpstream: async (): Promise<CallResult> => {
      return { kind: "answer", attempts: 1, heldBackMs: 0, status, statusText: "", headers, body: body() };
    },
    credentialOf,
    onUser: (...args) => seen.push(args),
  });
  const result = await callUpstream(
    createOutboundRequest({
      callId: "c",
      method,
      path,
      headers: sent,
      body: null,
      origin: "https://api.kisi.io",
      credential: null,
      source: "gateway",
      integration: null,
    }),
  );
  if (result.kind !== "answer") throw new Error("an answer was scripted");
  const passed: Uint8Array[] = [];
  for await (const chunk of result.body) passed.push(chunk);
  return { seen, passed: Buffer.concat(passed), given: Buffer.concat(chunks.map((chunk) => Buffer.from(chunk))) };
}

test.each<[string, Case]>([
  ["in one piece", {}],
  ["in pieces", { chunks: [ada.slice(0, 7), ada.slice(7)] }],
  ["as gzip", { chunks: [gzipSync(ada)], headers: ["content-encoding", "gzip"] }],
  ["as brotli", { chunks: [brotliCompressSync(ada)], headers: ["Content-Encoding", "br"] }],
])("learns whose a key is from an answer %s, and passes it on byte for byte", async (_name, answer) => {
  const { seen, passed, given } = await watch(answer);
  expect(seen).toEqual([[credential, "17"]]);
  expect(passed).toEqual(given);
});

const signIn = { method: "POST", path: "/logins", sent: [] } as const;
const login = { id: 5, user_id: 17, secret: "0123456789abcdef0123456789abcdef" };

test("learns from a sign-in whose the key is that it makes, whoever asked for it", async () => {
  const chunks = [JSON.stringify(login)];
  expect((await watch({ ...signIn, chunks })).seen).toEqual([[credential, "17"]]);
  const sent = ["Authorization", "KISI-LOGIN of-an-administrator"];
  expect((await watch({ ...signIn, chunks, sent })).seen).toEqual([[credential, "17"]]);
});

test.each<[string, Case]>([
  ["a sign-in that is refused", { ...signIn, status: 401, chunks: [JSON.stringify(login)] }],
  ["a sign-in without a secret", { ...signIn, chunks: [JSON.stringify({ ...login, secret: null })] }],
  ["a sign-in of nobody", { ...signIn, chunks: [JSON.stringify({ ...login, user_id: null })] }],
  ["a refusal", { status: 401 }],
  ["another route", { path: "/users/17" }],
  ["a change of the user", { method: "PATCH" }],
  ["a call without a key", { sent: [] }],
  ["an answer that is no JSON", { chunks: ["<html>"] }],
  ["an answer without an id", { chunks: ["{}"] }],
  ["an id that is no number of a user", { chunks: ['{"id":"17; drop"}'] }],
  ["a broken encoding", { headers: ["content-encoding", "gzip"] }],
  ["an answer without an end", { chunks: [ada.slice(0, 20), " ".repeat(300_000)] }],
])("learns nothing from %s, and passes it on all the same", async (_name, answer) => {
  const { seen, passed, given } = await watch(answer);
  expect(seen).toEqual([]);
  expect(passed).toEqual(given);
});

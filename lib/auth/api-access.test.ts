import { expect, test } from "vitest";
import { authenticateApi } from "#lib/auth/api-access";
import { createApiToken, createTokenVerifier } from "#lib/auth/api-token";
import { createFakeAccountStore } from "#lib/auth/fake-account-store";
import { startSession } from "#lib/auth/session";
import { type Scope, scopes } from "#lib/model/account";

const nowMs = 1_700_000_000_000;

async function setUp() {
  const store = createFakeAccountStore();
  await store.claimOwner("owner@example.com", "hash", nowMs);
  const tokenWith = async (granted: readonly Scope[]) =>
    (await createApiToken(store, { name: "t", scopes: granted }, nowMs)).token;
  const deps = { store, verifyToken: createTokenVerifier(store, "environment-token-0123456789"), nowMs };
  return { store, tokenWith, deps, sessionToken: await startSession(store, 1, nowMs) };
}

const everyPair = scopes.flatMap((granted) => scopes.map((needed) => [granted, needed] as const));

test.each(everyPair)("a token with %s where %s is needed", async (granted, needed) => {
  const { deps, tokenWith } = await setUp();
  const credentials = {
    method: "POST",
    authorization: `Bearer ${await tokenWith([granted])}`,
    sessionToken: undefined,
  };
  const answer = authenticateApi(deps, credentials, needed);
  if (granted === needed) await expect(answer).resolves.toMatchObject({ kind: "token", scopes: [granted] });
  else await expect(answer).rejects.toMatchObject({ code: "forbidden" });
});

test.each(scopes)("the environment's token may %s", async (needed) => {
  const { deps } = await setUp();
  const credentials = { method: "POST", authorization: "bearer environment-token-0123456789", sessionToken: undefined };
  await expect(authenticateApi(deps, credentials, needed)).resolves.toMatchObject({ name: "AJAR_API_TOKEN" });
});

test.each([
  ["nothing", null],
  ["an empty header", ""],
  ["another scheme", "Basic b3duZXI6cGFzcw=="],
  ["a Kisi key", "KISI-LOGIN 0123456789abcdef"],
  ["an unknown token", `Bearer ajar_${"A".repeat(43)}_000000`],
  ["two tokens", "Bearer a b"],
  ["a bare scheme", "Bearer"],
])("%s is unauthenticated", async (_, authorization) => {
  const { deps } = await setUp();
  const answer = authenticateApi(deps, { method: "GET", authorization, sessionToken: undefined }, "read");
  await expect(answer).rejects.toMatchObject({ code: "unauthenticated" });
});

test.each([
  ["GET", true],
  ["HEAD", true],
  ["POST", false],
  ["PUT", false],
  ["PATCH", false],
  ["DELETE", false],
  ["OPTIONS", false],
])("a session in a %s is enough: %s", async (method, enough) => {
  const { deps, sessionToken } = await setUp();
  const answer = authenticateApi(deps, { method, authorization: null, sessionToken }, "read");
  if (enough) await expect(answer).resolves.toMatchObject({ kind: "account", account: { role: "owner" } });
  else await expect(answer).rejects.toMatchObject({ code: "unauthenticated" });
});

test("a wrong token is not saved by a good session", async () => {
  const { deps, sessionToken } = await setUp();
  const answer = authenticateApi(deps, { method: "GET", authorization: "Bearer nonsense", sessionToken }, "read");
  await expect(answer).rejects.toMatchObject({ code: "unauthenticated" });
});

test("a session that has ended is none", async () => {
  const { deps, store, sessionToken } = await setUp();
  await store.endSessions(1);
  const answer = authenticateApi(deps, { method: "GET", authorization: null, sessionToken }, "read");
  await expect(answer).rejects.toMatchObject({ code: "unauthenticated" });
});

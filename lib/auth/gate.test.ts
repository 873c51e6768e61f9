import { expect, test } from "vitest";
import { createApiToken } from "#lib/auth/api-token";
import { createAuthState } from "#lib/auth/auth-state";
import { createFakeAccountStore } from "#lib/auth/fake-account-store";
import { createFakeSignInStore } from "#lib/auth/fake-sign-in-store";
import { requireApiAccess } from "#lib/auth/gate";
import { startSession } from "#lib/auth/session";
import { createSecretBox } from "#lib/secrets/secret-box";
import { type App, installApp } from "#lib/server/app";
import type { AccountStore } from "#lib/store/store";
import { systemClock } from "#lib/time/clock";

const box = createSecretBox(Buffer.alloc(32));
const keys = { box, cookieBox: box };
const clock = { ...systemClock, now: () => 1_700_000_000_000 };

async function openHouse() {
  const store = createFakeAccountStore();
  await store.claimOwner("owner@example.com", "hash", clock.now());
  const auth = createAuthState({
    store: { ...store, ...createFakeSignInStore() },
    clock,
    keys,
    oidc: null,
    publicUrl: "http://localhost:3000",
    apiToken: null,
  });
  const parts: Pick<App, "store" | "clock" | "auth"> = { store: store as AccountStore as App["store"], clock, auth };
  installApp(parts as App);
  const { token } = await createApiToken(store, { name: "t", scopes: ["read"] }, clock.now());
  return { token, session: await startSession(store, 1, clock.now()) };
}

function request(headers: Record<string, string>, method = "GET"): Request {
  return new Request("http://localhost/api/v1/calls", { method, headers: { host: "localhost:3000", ...headers } });
}

test("a token opens its scope and no other", async () => {
  const { token } = await openHouse();
  const asked = request({ authorization: `Bearer ${token}` });
  expect((await requireApiAccess(asked, "read")).caller).toMatchObject({ kind: "token", name: "t" });
  await expect(requireApiAccess(asked, "write")).rejects.toMatchObject({ code: "forbidden" });
});

test("a session's cookie opens what reads", async () => {
  const { session } = await openHouse();
  const cookie = `theme=dark; __Host-ajar_session=${session}`;
  expect((await requireApiAccess(request({ cookie }), "read")).caller).toMatchObject({ kind: "account" });
  await expect(requireApiAccess(request({ cookie }, "POST"), "read")).rejects.toMatchObject({
    code: "unauthenticated",
  });
});

test.each([
  ["a plain name where the connection is protected", "localhost:3000", "http", "ajar_session"],
  ["a plain name on https", "ajar.example.com", "https", "ajar_session"],
  ["a protected name where it cannot be protected", "ajar.lan", "http", "__Host-ajar_session"],
])("a cookie with %s is not read", async (_, host, scheme, name) => {
  const { session } = await openHouse();
  const asked = request({ host, "x-ajar-scheme": scheme, cookie: `${name}=${session}` });
  await expect(requireApiAccess(asked, "read")).rejects.toMatchObject({ code: "unauthenticated" });
});

test("nothing opens nothing", async () => {
  await openHouse();
  await expect(requireApiAccess(request({}), "read")).rejects.toMatchObject({ code: "unauthenticated" });
});

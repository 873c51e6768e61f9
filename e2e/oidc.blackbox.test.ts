import { afterEach, beforeEach, expect, test } from "vitest";
import { type FakeProvider, startFakeProvider } from "#lib/auth/fake-provider";
import { type AjarProcess, startAjar } from "./ajar-process";

const env = { AJAR_ADMIN_EMAIL: "ann@example.com", AJAR_ADMIN_PASSWORD: "eleven green doors" };

let provider: FakeProvider;
beforeEach(async () => {
  provider = await startFakeProvider();
});
afterEach(() => provider.close());

function start(): Promise<AjarProcess> {
  const { issuer, client } = provider;
  const oidc = {
    AJAR_OIDC_ISSUER: issuer,
    AJAR_OIDC_CLIENT_ID: client.clientId,
    AJAR_OIDC_CLIENT_SECRET: client.clientSecret,
  };
  return startAjar({ env: { ...env, ...oidc } });
}

const ask = (url: string, cookie = "") => fetch(url, { redirect: "manual", headers: { cookie } });
const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .flatMap((line) => /^[^;]+=[^;]+/.exec(line) ?? [])
    .join("; ");
const placeOf = (response: Response) => response.headers.get("location") ?? "";

/** Goes to the provider and back, as a browser does. */
async function visit(ajar: AjarProcess) {
  const away = await ask(`${ajar.origin}/login/oidc?next=%2Fcalls`);
  const back = await provider.visit(placeOf(away));
  expect(back.startsWith(`${ajar.origin}/login/oidc/callback?`)).toBe(true);
  return { back, cookie: cookiesOf(away), arrived: await ask(back, cookiesOf(away)) };
}

test("the page has a button, and who has an account with the e-mail that the provider vouches for is signed in", async () => {
  await using ajar = await start();
  expect(await (await fetch(`${ajar.origin}/login`)).text()).toContain("/login/oidc?next=%2F");
  expect(provider.asked.size).toBe(0);
  const { back, cookie, arrived } = await visit(ajar);
  expect(placeOf(arrived)).toBe("/calls");
  expect(cookie).toMatch(/^__Host-ajar_oidc=v1\./);
  const session = cookiesOf(arrived);
  expect(session).toContain("__Host-ajar_session=");
  expect((await ask(`${ajar.origin}/calls`, session)).status).toBe(200);
  expect(placeOf(await ask(back, ""))).toBe("/login?provider=refused");
});

test("nobody else comes in, and the page says why", async () => {
  await using ajar = await start();
  for (const [claims, failure] of [
    [{ email: "stranger@example.com" }, "stranger"],
    [{ email_verified: false }, "refused"],
  ] as const) {
    provider.answer.claims = claims;
    const { arrived } = await visit(ajar);
    expect(placeOf(arrived)).toBe(`/login?provider=${failure}`);
    expect(cookiesOf(arrived)).not.toContain("session=");
  }
  expect(await (await fetch(`${ajar.origin}/login?provider=stranger`)).text()).toContain(
    "no account here has your e-mail",
  );
});

test("a provider that is down hinders neither the start nor the sign-in page", async () => {
  await provider.close();
  await using ajar = await start();
  const away = await ask(`${ajar.origin}/login/oidc`);
  expect(placeOf(away)).toBe("/login?provider=unreachable");
  const page = await (await fetch(`${ajar.origin}${placeOf(away)}`)).text();
  expect(page).toContain("Sign in with your password instead");
  expect(page).toMatch(/<input[^>]+name="password"/);
});

test("without a provider there is no such address", async () => {
  await using ajar = await startAjar({ env });
  for (const path of ["/login/oidc", "/login/oidc/callback?code=a&state=b"]) {
    expect((await ask(`${ajar.origin}${path}`)).status, path).toBe(404);
  }
  expect(await (await fetch(`${ajar.origin}/login`)).text()).not.toContain("/login/oidc");
});

import { afterEach, beforeEach, expect, test } from "vitest";
import { type FakeProvider, startFakeProvider } from "#lib/auth/fake-provider";
import { createOidc, type Oidc, visitMs } from "#lib/auth/oidc";
import { createSecretBox } from "#lib/secrets/secret-box";

const publicUrl = "https://ajar.example.com";
const clock = { nowMs: 1_700_000_000_000, now: () => clock.nowMs };

let provider: FakeProvider;
let oidc: Oidc;
beforeEach(async () => {
  provider = await startFakeProvider();
  oidc = open(provider.issuer);
});
afterEach(() => provider.close());

function open(issuer: string, clientSecret = provider.client.clientSecret): Oidc {
  const cookieBox = createSecretBox(Buffer.alloc(32, 7));
  const settings = { issuer, clientId: provider.client.clientId, clientSecret };
  return createOidc({ settings, publicUrl, cookieBox, clock });
}

/** Goes to the provider and back. */
async function visit() {
  const { url, carried } = await oidc.start("/calls");
  const back = new URL(await provider.visit(url));
  return { url: new URL(url), carried, path: `${back.pathname}${back.search}`, origin: back.origin };
}

test("who signs in there is known by a verified e-mail, and goes on to where they wanted", async () => {
  const { url, carried, path, origin } = await visit();
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    response_type: "code",
    redirect_uri: `${publicUrl}/login/oidc/callback`,
    scope: "openid email",
    code_challenge_method: "S256",
    state: expect.stringMatching(/^.{40,}$/),
    nonce: expect.stringMatching(/^.{40,}$/),
  });
  expect(origin).toBe(publicUrl);
  expect(await oidc.finish(path, carried)).toEqual({ email: "ann@example.com", next: "/calls" });
});

test("what the browser carries says nothing, and each visit has values of its own", async () => {
  const [first, second] = [await visit(), await visit()];
  const state = first.url.searchParams.get("state") ?? "";
  expect(first.carried).not.toContain(state);
  for (const name of ["state", "nonce", "code_challenge"]) {
    expect(first.url.searchParams.get(name)).not.toBe(second.url.searchParams.get(name));
  }
});

test.each([
  ["an e-mail that is not verified", { claims: { email_verified: false } }],
  ["an e-mail of which nothing is said", { claims: { email_verified: undefined } }],
  ["a word for true", { claims: { email_verified: "true" } }],
  ["no e-mail", { claims: { email: undefined } }],
  ["another nonce", { claims: { nonce: "another" } }],
  ["another issuer", { claims: { iss: "https://evil.example" } }],
  ["another audience", { claims: { aud: "another" } }],
  ["a token that has run out", { claims: { exp: 1 } }],
  ["another's signature", { signedByOther: true }],
])("%s is refused", async (_, answer) => {
  Object.assign(provider.answer, answer);
  const { path, carried } = await visit();
  await expect(oidc.finish(path, carried)).rejects.toMatchObject({ code: "forbidden" });
});

test.each<[string, (path: string) => string]>([
  ["another state", (path) => path.replace(/state=[^&]+/, "state=another")],
  ["no state", (path) => path.replace(/&state=[^&]+/, "")],
  ["another code", (path) => path.replace(/code=[^&]+/, "code=another")],
  ["the issuer of a mix-up", (path) => path.replace(/iss=[^&]+/, "iss=https%3A%2F%2Fevil.example")],
  ["a refusal of the provider", (path) => path.replace(/code=[^&]+/, "error=access_denied")],
])("%s is refused", async (_, change) => {
  const { path, carried } = await visit();
  await expect(oidc.finish(change(path), carried)).rejects.toMatchObject({ code: "forbidden" });
});

test("an answer is worth nothing in another browser, twice, or too late", async () => {
  const [mine, theirs] = [await visit(), await visit()];
  for (const carried of [undefined, "", "v1.AAAA", theirs.carried]) {
    await expect(oidc.finish(mine.path, carried)).rejects.toMatchObject({ code: "forbidden" });
  }
  const used = await visit();
  await oidc.finish(used.path, used.carried);
  await expect(oidc.finish(used.path, used.carried)).rejects.toMatchObject({ code: "forbidden" });
  const late = await visit();
  clock.nowMs += visitMs;
  await expect(oidc.finish(late.path, late.carried)).rejects.toMatchObject({ code: "forbidden" });
});

test("a client secret that the provider does not know is refused in words", async () => {
  oidc = open(provider.issuer, "another");
  const { path, carried } = await visit();
  await expect(oidc.finish(path, carried)).rejects.toMatchObject({ code: "forbidden" });
});

test("nothing is asked of the provider before somebody wants in, and its description once", async () => {
  expect(provider.asked.size).toBe(0);
  await Promise.all([oidc.start("/"), oidc.start("/"), oidc.start("/")]);
  expect(provider.asked.get("/.well-known/openid-configuration")).toBe(1);
});

test("a provider that is down is said to be, and is asked again the next time", async () => {
  const { issuer } = provider;
  await provider.close();
  const down = open(issuer);
  await expect(down.start("/")).rejects.toMatchObject({ code: "unavailable" });
  await expect(down.start("/")).rejects.toThrow("Sign in with your password");
});

test("one that goes down between is said to be", async () => {
  const { path, carried } = await visit();
  await provider.close();
  await expect(oidc.finish(path, carried)).rejects.toMatchObject({ code: "unavailable" });
});

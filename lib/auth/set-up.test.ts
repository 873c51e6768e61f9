import { expect, test } from "vitest";
import { createFakeAccountStore } from "#lib/auth/fake-account-store";
import { verifyPassword } from "#lib/auth/password";
import { claimOwner, createSetUpCode, judgeSetUpCode, setUpCodeMs, setUpLink } from "#lib/auth/set-up";

const start = 1_700_000_000_000;
const password = "eleven green doors";

function setUp(nowMs = start) {
  const store = createFakeAccountStore();
  return { store, clock: { now: () => nowMs }, setUpCode: createSetUpCode(start) };
}

test("a code of 128 bits, another at each start, in a link", () => {
  const code = createSetUpCode(start);
  expect(Buffer.from(code.code, "base64url")).toHaveLength(16);
  expect(createSetUpCode(start).code).not.toBe(code.code);
  expect(setUpLink("http://127.0.0.1:3000", code)).toBe(`http://127.0.0.1:3000/set-up?code=${code.code}`);
});

test.each([
  ["the code", (code: string) => code, 0, "good"],
  ["the code to the last millisecond", (code: string) => code, setUpCodeMs - 1, "good"],
  ["the code half an hour later", (code: string) => code, setUpCodeMs, "expired"],
  ["no code", () => undefined, 0, "missing"],
  ["an empty code", () => "", 0, "missing"],
  ["half the code", (code: string) => code.slice(0, 11), 0, "wrong"],
  ["more than the code", (code: string) => `${code}A`, 0, "wrong"],
  ["another code", (code: string) => code.replace(/^./, (c) => (c === "A" ? "B" : "A")), 0, "wrong"],
  ["another code half an hour later", () => "A".repeat(22), setUpCodeMs, "wrong"],
  ["letters beyond ASCII", () => "é".repeat(22), 0, "wrong"],
])("%s", (_, given, after, state) => {
  const setUpCode = createSetUpCode(start);
  expect(judgeSetUpCode(setUpCode, given(setUpCode.code), start + after)).toBe(state);
});

test("the visitor with the code becomes the owner", async () => {
  const deps = setUp();
  const claim = { email: " Owner@Example.com ", password, code: deps.setUpCode.code };
  expect(await claimOwner(deps, claim)).toBe(1);
  const owner = await deps.store.findAccount("owner@example.com");
  expect(await verifyPassword(owner?.passwordHash, password)).toBe(true);
});

test("of fifty claims at once one wins", async () => {
  const deps = setUp();
  const claims = Array.from({ length: 50 }, (_, i) =>
    claimOwner(deps, { email: `owner${i}@example.com`, password, code: deps.setUpCode.code }),
  );
  const results = await Promise.allSettled(claims);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const result of results) {
    if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "not_found" });
  }
});

test("a claim after the claim is told that there is nothing here, even with the code", async () => {
  const deps = setUp();
  const claim = { email: "owner@example.com", password, code: deps.setUpCode.code };
  await claimOwner(deps, claim);
  for (const code of [claim.code, "wrong", undefined]) {
    await expect(claimOwner(deps, { ...claim, code })).rejects.toMatchObject({ code: "not_found" });
  }
});

test.each([
  ["no code", { code: undefined }, "forbidden"],
  ["a wrong code", { code: "A".repeat(22) }, "forbidden"],
  ["no e-mail", { email: "" }, "bad_input"],
  ["no address", { email: "owner" }, "bad_input"],
  ["a short password", { password: "kV9#tq2" }, "bad_input"],
  ["a common password", { password: "Password2026!" }, "bad_input"],
])("with %s nobody becomes the owner", async (_, change, code) => {
  const deps = setUp();
  const claim = { email: "owner@example.com", password, code: deps.setUpCode.code, ...change };
  await expect(claimOwner(deps, claim)).rejects.toMatchObject({ code });
  expect(await deps.store.hasOwner()).toBe(false);
});

test("after half an hour the code makes nobody the owner", async () => {
  const deps = setUp(start + setUpCodeMs);
  const claim = { email: "owner@example.com", password, code: deps.setUpCode.code };
  await expect(claimOwner(deps, claim)).rejects.toThrow("Restart the server");
});

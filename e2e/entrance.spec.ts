import { expect, type Page, test } from "@playwright/test";
import { type AjarProcess, startAjar } from "./ajar-process";
import { expectAccessible, expectNoOverhang } from "./axe";
import { type StubUpstream, startStubUpstream } from "./stub-upstream";

const email = "owner@example.com";
const password = "eleven green doors";
const goodKey = "canary0123456789abcdef0123456789";

let ajar: AjarProcess;
let kisi: StubUpstream;

test.beforeEach(async () => {
  kisi = await startStubUpstream(goodKey);
  ajar = await startAjar({ env: { KISI_BASE_URL: kisi.origin } });
});
test.afterEach(async () => {
  await ajar[Symbol.asyncDispose]();
  await kisi[Symbol.asyncDispose]();
});

async function claim(page: Page): Promise<void> {
  await page.goto(ajar.setUpLink ?? "");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Create the account" }).click();
  await page.waitForURL("**/set-up/kisi-key");
}

async function signIn(page: Page): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("the first run: an account, a key, and the dashboard", async ({ page }) => {
      await page.goto(ajar.origin);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nobody owns this Ajar yet");

      await page.goto(ajar.setUpLink ?? "");
      await page.getByLabel("E-mail").fill(email);
      await page.getByLabel("Password", { exact: true }).fill("password123");
      await page.getByRole("button", { name: "Create the account" }).click();
      await expect(page.getByText("guessed first")).toBeVisible();
      await expect(page.getByLabel("E-mail")).toHaveValue(email);
      await claim(page);

      await page.getByLabel("API key").fill("not-the-key-0123456789");
      await page.getByRole("button", { name: "Store and test" }).click();
      await expect(page.getByText("Kisi refuses this key (401)")).toBeVisible();
      await page.getByLabel("API key").fill(goodKey);
      await page.getByRole("button", { name: "Store and test" }).click();
      await expect(page.getByText("Kisi accepts the key of Jane Doe, Acme")).toBeVisible();
      expect(kisi.asked).toEqual(["GET /user", "GET /user"]);

      await page.getByRole("link", { name: "Open the dashboard" }).click();
      await page.waitForURL(`${ajar.origin}/`);
    });

    test("signing in leads back to the page that was asked for", async ({ page, context }) => {
      await claim(page);
      await context.clearCookies();
      await page.goto(`${ajar.origin}/settings?from=here`);
      expect(new URL(page.url()).pathname).toBe("/login");
      await page.getByLabel("E-mail").fill(email);
      await page.getByLabel("Password", { exact: true }).fill("twelve green doors");
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page.getByText("E-mail or password is wrong.")).toBeVisible();
      await signIn(page);
      await page.waitForURL(`${ajar.origin}/settings?from=here`);
    });
  });
}

test("the set-up link is gone once it was used, and a wrong one says what to do", async ({ page }) => {
  await page.goto(`${ajar.origin}/set-up?code=${"A".repeat(22)}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This set-up link is not valid");
  await claim(page);
  for (const link of [ajar.setUpLink ?? "", `${ajar.origin}/set-up`]) {
    expect((await page.goto(link))?.status()).toBe(404);
  }
});

test("a session's token is new at each sign-in and worthless after signing out", async ({ page, context }) => {
  await claim(page);
  const [first] = (await context.cookies()).filter(({ name }) => name === "__Host-ajar_session");
  expect(first).toMatchObject({ httpOnly: true, secure: true, sameSite: "Lax", path: "/" });
  await context.clearCookies();
  await page.goto(`${ajar.origin}/login`);
  await signIn(page);
  await page.waitForURL(`${ajar.origin}/`);
  const [second] = (await context.cookies()).filter(({ name }) => name === "__Host-ajar_session");
  expect(second?.value).not.toBe(first?.value);

  await page.goto(`${ajar.origin}/settings`);
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Sign out everywhere" }).click();
  await page.waitForURL("**/login");
  for (const old of [first, second]) {
    if (old) await context.addCookies([old]);
    await page.goto(`${ajar.origin}/settings`);
    expect(new URL(page.url()).pathname).toBe("/login");
  }
});

test("nobody is led away from this server", async ({ page, context }) => {
  await claim(page);
  for (const next of ["//evil.example/x", "https://evil.example", "/\\evil.example"]) {
    await context.clearCookies();
    await page.goto(`${ajar.origin}/login?${new URLSearchParams({ next })}`);
    await signIn(page);
    await page.waitForURL(`${ajar.origin}/`);
  }
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`no page at the door keeps anyone out, ${colorScheme}`, async ({ page, context }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 360, height: 780 });
    const check = async () => {
      await expectAccessible(page);
      await expectNoOverhang(page);
    };
    for (const path of ["/set-up", `/set-up?code=${"A".repeat(22)}`, ajar.setUpLink ?? ""]) {
      await page.goto(new URL(path, ajar.origin).href);
      await check();
    }
    await claim(page);
    await check();
    await context.clearCookies();
    await page.goto(`${ajar.origin}/login`);
    await page.getByText("Forgotten the password?").click();
    await check();
  });
}

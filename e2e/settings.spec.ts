import { expect, test } from "@playwright/test";
import { type AjarProcess, startAjar } from "./ajar-process";
import { type StubUpstream, startStubUpstream } from "./stub-upstream";

const email = "owner@example.com";
const password = "eleven green doors";
const goodKey = "canary0123456789abcdef0123456789";

let ajar: AjarProcess;
let kisi: StubUpstream;

test.beforeEach(async ({ page }) => {
  kisi = await startStubUpstream(goodKey);
  const env = { KISI_BASE_URL: kisi.origin, AJAR_ADMIN_EMAIL: email, AJAR_ADMIN_PASSWORD: password };
  ajar = await startAjar({ env });
  await page.goto(`${ajar.origin}/settings`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/settings");
});
test.afterEach(async () => {
  await ajar[Symbol.asyncDispose]();
  await kisi[Symbol.asyncDispose]();
});

test("a key is stored, tested on the click alone, removed, and never comes back to the browser", async ({ page }) => {
  const received: string[] = [];
  page.on("response", async (response) => {
    received.push(await response.text().catch(() => ""));
  });
  await page.getByLabel("API key").fill(goodKey);
  await page.getByRole("button", { name: "Store the key" }).click();
  await expect(page.getByText("The key is stored, sealed")).toBeVisible();
  await page.reload();
  await expect(page.getByText("6789")).toBeVisible();
  expect(kisi.asked).toEqual([]);

  await page.getByRole("button", { name: "Test the key" }).click();
  await expect(page.getByText("Kisi accepts the key of Jane Doe, Acme")).toBeVisible();
  expect(kisi.asked).toEqual(["GET /user"]);
  await page.getByRole("link", { name: "look at it" }).click();
  await page.waitForURL("**/calls/*");
  await page.goBack();

  await page.getByRole("button", { name: "Remove" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove the key" }).click();
  await expect(page.getByText("the console cannot call Kisi yet")).toBeVisible();
  expect(received.join("\n")).toContain("AES-256-GCM");
  expect(received.join("\n")).not.toContain(goodKey);
  expect(ajar.output()).not.toContain(goodKey);
});

test("a token is shown once, opens what its scopes say, and nothing once it is revoked", async ({ page, request }) => {
  await page.getByLabel("New token for").fill("nightly export");
  await page.getByRole("button", { name: "Make a token" }).click();
  const token = (await page.getByLabel("token", { exact: true }).textContent())?.trim() ?? "";
  expect(token).toMatch(/^ajar_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/);
  const headers = { authorization: `Bearer ${token}` };
  expect((await request.get(`${ajar.origin}/api/v1/calls`, { headers })).status()).toBe(200);

  await page.reload();
  await expect(page.getByRole("cell", { name: "nightly export ajar_" })).toContainText(token.slice(0, 13));
  expect(await page.content()).not.toContain(token);
  await page.getByRole("button", { name: "Revoke the token for nightly export" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke the token" }).click();
  await expect(page.getByText("No program has a token yet.")).toBeVisible();
  expect((await request.get(`${ajar.origin}/api/v1/calls`, { headers })).status()).toBe(401);
});

test("what was ticked and chosen for a token that is refused stands there again", async ({ page }) => {
  await page.getByLabel("New token for").fill(" ");
  await page.getByRole("checkbox", { name: "read" }).uncheck();
  await page.getByRole("checkbox", { name: "ingest" }).check();
  await page.getByLabel("It ends").selectOption("90");
  await page.getByRole("button", { name: "Make a token" }).click();
  await expect(page.getByLabel("New token for")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByRole("checkbox", { name: "read" })).not.toBeChecked();
  await expect(page.getByRole("checkbox", { name: "ingest" })).toBeChecked();
  await expect(page.getByLabel("It ends")).toHaveValue("90");
});

test("another password ends every other session and keeps this one", async ({ page, browser }) => {
  const other = await browser.newContext();
  const stolen = await page.context().cookies();
  await other.addCookies(stolen);
  await page.getByLabel("Current password").fill("not my password");
  await page.getByLabel("New password").fill("twelve blue windows");
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page.getByText("Is not your password.")).toBeVisible();
  await page.getByLabel("Current password").fill(password);
  await page.getByLabel("New password").fill("twelve blue windows");
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page.getByText("The password is changed.")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Settings");
  const elsewhere = await other.newPage();
  await elsewhere.goto(`${ajar.origin}/settings`);
  expect(new URL(elsewhere.url()).pathname).toBe("/login");
});

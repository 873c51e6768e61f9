import { type Browser, expect, type Page } from "@playwright/test";
import { expectAccessible } from "./axe.ts";
import { builtActions } from "./built-entries.ts";
import { ownerTest as test } from "./journey.ts";

const password = "eleven green doors";

/** A browser that nobody has signed in with. */
const stranger = { storageState: { cookies: [], origins: [] } };

/** Makes a link in the owner's browser and uses it in another one. */
async function inviteViewer(page: Page, browser: Browser, origin: string, email: string): Promise<Page> {
  await page.goto("/settings");
  await page.getByLabel("Invite").fill(email);
  await page.getByLabel("As", { exact: true }).selectOption("viewer");
  await page.locator("#people").getByRole("button", { name: "Make a link" }).click();
  const link = (await page.locator("#people").getByLabel("link", { exact: true }).textContent())?.trim() ?? "";
  expect(link).toMatch(/\/join\?code=[\w-]{43}$/);
  const guest = await (await browser.newContext({ ...stranger, baseURL: origin })).newPage();
  await guest.goto(link);
  await expect(guest.getByRole("main")).toContainText(email);
  await guest.getByLabel("Password", { exact: true }).fill(password);
  await guest.getByRole("button", { name: "Keep it and sign in" }).click();
  await expect(guest.getByRole("heading", { name: "Overview" })).toBeVisible();
  await guest.goto(link);
  await expect(guest.getByRole("heading", { name: "This link opens nothing" })).toBeVisible();
  return guest;
}

test("a viewer is invited, looks, changes nothing, and is gone once removed", async ({ page, browser, ajar }) => {
  const email = "viewer@example.com";
  const guest = await inviteViewer(page, browser, ajar.origin, email);
  await guest.goto("/calls");
  await expect(guest.getByRole("heading", { name: "Calls", exact: true })).toBeVisible();
  await guest.goto("/settings");
  await expect(guest.getByLabel("Invite")).toHaveCount(0);

  const cookies = (await guest.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  for (const { id, path } of builtActions().filter((action) => !/^\/(login|join|set-up)/.test(action.path))) {
    const response = await fetch(`${ajar.origin}${path}`, {
      method: "POST",
      headers: { cookie: cookies, "next-action": id, "content-type": "text/plain;charset=UTF-8" },
      body: "[]",
      redirect: "manual",
    });
    expect(await response.text(), path).not.toMatch(/"kind":"(done|answered|created)"/);
  }

  await page.reload();
  await page.getByRole("button", { name: `Remove ${email}` }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  await expect(page.getByRole("table", { name: "People" })).not.toContainText(email);
  await guest.goto("/");
  await expect(guest).toHaveURL(/\/login/);
  await guest.context().close();

  await page.getByRole("link", { name: "Audit log" }).click();
  const log = page.getByRole("table", { name: "Audit log, newest first" });
  await expect(log.getByRole("row").nth(1)).toContainText(`removed person${email}`);
  await expect(log).toContainText("used a one-time link");
  await expect(log).toContainText("invited person");
});

test("a role is changed, a forgotten password replaced, and a browser signed out", async ({ page, browser, ajar }) => {
  const email = "colleague@example.com";
  const guest = await inviteViewer(page, browser, ajar.origin, email);
  await page.reload();
  await page.getByLabel(`Role of ${email}`).selectOption("admin");
  await guest.goto("/settings");
  await expect(guest.getByLabel("Invite")).toBeVisible();

  await page.getByRole("button", { name: `New password for ${email}` }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Make a link" }).click();
  const link = (await dialog.getByLabel("link", { exact: true }).textContent())?.trim() ?? "";
  await guest.goto(link);
  await guest.getByLabel("Password", { exact: true }).fill("twelve blue windows");
  await guest.getByRole("button", { name: "Keep it and sign in" }).click();
  await expect(guest.getByRole("heading", { name: "Overview" })).toBeVisible();

  const second = await (await browser.newContext({ ...stranger, baseURL: ajar.origin })).newPage();
  await second.goto("/login");
  await second.getByLabel("E-mail").fill(email);
  await second.getByLabel("Password", { exact: true }).fill("twelve blue windows");
  await second.getByRole("button", { name: "Sign in" }).click();
  await expect(second.getByRole("heading", { name: "Overview" })).toBeVisible();
  await guest.goto("/settings");
  await guest.getByRole("button", { name: /^Sign out .* at / }).click();
  await guest.getByRole("alertdialog").getByRole("button", { name: "Sign out" }).click();
  await expect(guest.getByRole("button", { name: /^Sign out .* at / })).toHaveCount(0);
  await second.goto("/");
  await expect(second).toHaveURL(/\/login/);
  await Promise.all([guest.context().close(), second.context().close()]);
});

test("a link that opens nothing says so, and passes axe", async ({ page }) => {
  await page.goto("/join?code=nothing");
  await expect(page.getByRole("heading", { name: "This link opens nothing" })).toBeVisible();
  await expectAccessible(page);
});

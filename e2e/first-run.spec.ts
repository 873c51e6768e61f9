import { expect } from "@playwright/test";
import { sampleKeys } from "#lib/simulator/sample-keys";
import { startAjar } from "./ajar-process.ts";
import { owner, test } from "./journey.ts";

test("a newcomer opens the printed link, becomes the owner, stores a key and sees the overview", async ({
  page,
  kisi,
}) => {
  await using ajar = await startAjar({ env: { KISI_BASE_URL: kisi.origin } });
  await page.goto(ajar.setUpLink ?? "");
  await page.getByLabel("E-mail").fill(owner.email);
  await page.getByLabel("Password", { exact: true }).fill(owner.password);
  await page.getByRole("button", { name: "Create the account" }).click();

  await expect(page.getByRole("heading", { name: "Connect to Kisi" })).toBeVisible();
  await page.getByLabel("API key").fill(sampleKeys.owner);
  await page.getByRole("button", { name: "Store and test" }).click();
  await page.getByRole("link", { name: "Open the dashboard" }).click();
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();

  const again = await page.request.get(ajar.setUpLink ?? "");
  expect(again.status(), "the link works once").toBe(404);
  expect(await page.content(), "no page shows the key").not.toContain(sampleKeys.owner);
});

test("a visitor is led to sign in and back to the page that was asked for", async ({ page }) => {
  await page.goto("/calls?last=7d");
  await expect(page).toHaveURL(/\/login\?/);
  await page.getByLabel("E-mail").fill(owner.email);
  await page.getByLabel("Password", { exact: true }).fill("not my password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill(owner.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/calls\?last=7d$/);
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/login/);
  await page.goto("/calls");
  await expect(page).toHaveURL(/\/login/);
});

import { expect } from "@playwright/test";
import { ownerTest as test } from "./journey.ts";

test("pages, search and rows are reached by single keys", async ({ page }) => {
  await page.goto("/?last=1h");
  await page.keyboard.press("g");
  await page.keyboard.press("c");
  await expect(page).toHaveURL(/\/calls\?last=1h/);
  const search = page.getByRole("searchbox");
  await expect(search).toBeVisible();
  await page.keyboard.press("/");
  await expect(search).toBeFocused();
  await page.keyboard.type("jk");
  await expect(search).toHaveValue("jk");
  await search.fill("");
  await search.blur();
  const rows = page.getByRole("table").getByRole("link");
  await page.keyboard.press("j");
  await expect(rows.first()).toBeFocused();
  await page.keyboard.press("j");
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press("k");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/calls\/[^?]+/);
});

test("the list of keys turns the single ones off, and this browser remembers", async ({ page }) => {
  await page.goto("/");
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keyboard" }).getByRole("checkbox").uncheck();
  await page.keyboard.press("Escape");
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("c");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard" }).getByRole("checkbox")).not.toBeChecked();
  await expect(page).toHaveURL(/\/$/);
});

test("the palette hands the focus back without moving the page", async ({ page }) => {
  await page.goto("/settings");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog", { name: "Go to" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: /^Go to/ })).toBeFocused();
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
});

test("a phone reaches the rarer pages behind More", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/");
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("dialog", { name: "More pages" }).getByRole("link", { name: "Settings" }).click();
  await expect(page).toHaveURL(/\/settings$/);
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("a call that is not there is answered 404", async ({ page }) => {
  const answer = await page.goto("/calls/nothing-of-that-name");
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("main")).toContainText(/no such call/i);
});

test("an integration that is not there is answered 404", async ({ page }) => {
  const answer = await page.goto("/integrations/nothing-of-that-name");
  expect(answer?.status()).toBe(404);
});

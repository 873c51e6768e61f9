import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "./axe.ts";
import { callThrough } from "./gateway-client.ts";
import { ownerTest } from "./journey.ts";

const test = ownerTest;

const scope = (page: Page) => page.getByRole("list", { name: "Whose traffic is shown" });
const attempts = (page: Page) =>
  page
    .locator("dl > div", { hasText: /^Attempts/ })
    .locator("dd")
    .first();

test("every page of figures is narrowed to an integration and a key, and says so", async ({ page, ajar }) => {
  const key = "a-key-of-its-own-for-this-journey-7c31";
  for (const path of ["/locks", "/places"]) {
    await callThrough(ajar, path, { headers: { authorization: `KISI-LOGIN ${key}` } });
  }
  await page.goto("/?last=1h");
  await expect(scope(page)).toHaveCount(0);
  await page.getByRole("button", { name: "Traffic" }).click();
  await expectAccessible(page);
  await page.getByLabel("Key").selectOption({ label: await optionEnding(page, "7c31") });
  await expect(scope(page).getByText("…7c31")).toBeVisible();
  await expect(attempts(page)).toHaveText("2");
  await page.getByLabel("Integration").selectOption("default");
  await expect(scope(page).getByText("default")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(attempts(page)).toHaveText("2");
  await expectAccessible(page);

  const nav = page.getByRole("navigation", { name: "Main" }).first();
  await nav.getByRole("link", { name: "Calls" }).click();
  await page.getByRole("heading", { level: 1, name: "Calls" }).waitFor();
  await expect(page.getByRole("table", { name: "Calls, newest first" }).getByRole("row")).toHaveCount(3);
  await expect(page.getByRole("table", { name: "Calls, newest first" }).getByText("default").first()).toBeVisible();
  await nav.getByRole("link", { name: "Integrations" }).click();
  await expect(page.getByRole("table", { name: "Kisi keys seen in traffic" }).getByRole("row")).toHaveCount(2);
  await expect(page.getByRole("table", { name: "Integrations" }).getByRole("row")).toHaveCount(2);
  await expectAccessible(page);

  await scope(page).getByRole("button", { name: "Key …7c31" }).click();
  await expect(scope(page).getByText("…7c31")).toHaveCount(0);
  await scope(page).getByRole("button", { name: "Show all traffic" }).click();
  await expect(scope(page)).toHaveCount(0);
  expect(new URL(page.url()).search).not.toContain("integration");
});

/** The key's fingerprint stands in the label, too, and nobody knows it beforehand. */
async function optionEnding(page: Page, last4: string): Promise<string> {
  const labels = await page.getByLabel("Key").locator("option").allTextContents();
  return labels.find((label) => label.includes(`…${last4}`)) ?? "";
}

test("what has sent nothing, and what only single attempts could tell, is said in words", async ({ page }) => {
  await page.goto("/?integration=nobody");
  await expect(page.getByText("No call of this traffic is kept")).toBeVisible();
  await expect(scope(page).getByText("nobody")).toBeVisible();
  for (const path of ["/", "/integrations"]) {
    await page.goto(`${path}?last=90d&integration=default&credential=0123456789abcdef`);
    await expect(page.getByText(/single attempts are no longer kept|None of/).first()).toBeVisible();
    await expectAccessible(page);
  }
  await page.goto("/calls?integration=nobody");
  await expect(page.getByText("No call in this range matches the filters")).toBeVisible();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 800 }, hasTouch: true });
  test("one button holds the whole filter, and what is shown stands on the page", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("button", { name: "Traffic" }).tap();
    await page.getByLabel("Integration").selectOption("default");
    await expect(scope(page).getByText("default")).toBeVisible();
    const overhangPx = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overhangPx).toBeLessThanOrEqual(0);
    await page.keyboard.press("Escape");
    await scope(page).getByRole("button", { name: "Integration default" }).tap();
    await expect(scope(page)).toHaveCount(0);
  });
});

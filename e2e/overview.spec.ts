import { expect } from "@playwright/test";
import { askApi } from "./gateway-client.ts";
import { ownerTest as test } from "./journey.ts";

type Stats = { readonly totals: { readonly attempts: number; readonly bad: number; readonly retries: number } };

test("the overview says what the API says, and leads from a failing route to its calls", async ({ page, ajar }) => {
  const { totals } = await askApi<Stats>(ajar, "/stats?last=1h");
  expect(totals.bad).toBeGreaterThan(0);
  expect(totals.retries).toBeGreaterThan(0);

  await page.goto("/?last=1h");
  const main = page.getByRole("main");
  await expect(main).toContainText(`of ${totals.attempts} attempts`);
  await expect(main.locator("svg.recharts-surface").first()).toBeVisible();

  const routes = page.getByRole("region", { name: "Routes that fail most" });
  await routes.getByRole("link", { name: "GET /locks/{id}", exact: true }).click();
  await expect(page).toHaveURL(/\/calls\?.*route=/);
  await expect(page.getByRole("table")).toContainText("/locks/999999999");
});

test("a call that was given up says why it was not sent once more", async ({ page }) => {
  await page.goto("/calls?last=1h&route=GET+%2Fplaces&outcome=server_error");
  await page.getByRole("table", { name: "Calls, newest first" }).getByRole("link").first().click();
  await expect(page.getByRole("main")).toContainText("Its caller allows no more repeats (X-Ajar-Retries).");
});

import { expect } from "@playwright/test";
import { askApi, changeSettings } from "./gateway-client.ts";
import { ownerTest as test } from "./journey.ts";

type Settings = Readonly<Record<string, unknown>> & { readonly retentionDays: number };

test.describe.configure({ mode: "serial" });

let before: Omit<Settings, "retentionDays">;
test.beforeAll(async ({ ajar }) => {
  const { retentionDays: _, ...settings } = await askApi<Settings>(ajar, "/settings");
  before = settings;
});
test.afterEach(({ ajar }) => changeSettings(ajar, before));

test("the badge says that a handful of calls tells too little, and leads to why", async ({ page, ajar }) => {
  // However many failures other journeys have left behind, they are too few by this.
  await changeSettings(ajar, { floor: 1_000, limits: [{ seconds: 86_400, rate: 0.05 }] });
  await page.goto("/calls");
  await page.getByRole("banner").getByRole("link", { name: "Risk unknown" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Risk" })).toBeVisible();
  await expect(page).toHaveTitle("Risk · Ajar");
  const main = page.getByRole("main");
  await expect(main).toContainText("Too little to tell");
  await expect(main).toContainText("Kisi publishes no threshold");
  await expect(main).toContainText("not met");
});

test("an owner sets a limit, and the level is told on the page, in the badge and in the tab", async ({
  page,
  ajar,
}) => {
  type Risk = { readonly windows: readonly { readonly seconds: number; readonly bad: number }[] };
  const { windows } = await askApi<Risk>(ajar, "/risk");
  const bad = windows.find(({ seconds }) => seconds === 3_600)?.bad ?? 0;
  expect(bad).toBeGreaterThan(0);

  await page.goto("/risk");
  const main = page.getByRole("main");
  await main.getByLabel("Bad attempts", { exact: true }).nth(1).fill(String(bad));
  await main.getByLabel("Bad attempts at least").fill("1");
  await main.getByRole("button", { name: "Save the limits" }).click();
  await expect(main).toContainText("Saved.");
  await expect(page.getByRole("banner").getByRole("link", { name: /Risk (critical|exceeded)/ })).toBeVisible();
  await page.goto("/console");
  await expect(page).toHaveTitle(/^(Critical|Exceeded): Console · Ajar$/);
});

test("an impossible limit is refused at its field, and what was typed stays", async ({ page, ajar }) => {
  await page.goto("/risk");
  const main = page.getByRole("main");
  await main.getByLabel("Bad attempts", { exact: true }).nth(1).fill("2");
  await main.getByLabel("Warning from, %").fill("90");
  await main.getByLabel("429 counts as bad").uncheck();
  await main.getByRole("button", { name: "Save the limits" }).click();
  await expect(main).toContainText("Is below the floor of 3 bad attempts");
  await expect(main).toContainText("Must be below critical");
  await expect(main.getByLabel("Warning from, %")).toHaveValue("90");
  await expect(main.getByLabel("429 counts as bad")).not.toBeChecked();
  expect(await askApi<Settings>(ajar, "/settings")).toMatchObject(before);
});

test("a row of where it goes leads to its calls", async ({ page }) => {
  await page.goto("/risk");
  await page.getByRole("main").getByRole("link", { name: "GET /locks/{id}", exact: true }).click();
  await expect(page).toHaveURL(/\/calls\?.*route=/);
  await expect(page.getByRole("table")).toContainText("/locks/999999999");
});

test("expected failures leave the failures of Overview, and it says so", async ({ page, ajar }) => {
  await changeSettings(ajar, { expected: [{ route: "GET /locks/{id}", status: 404 }] });
  await page.goto("/?last=1h");
  const main = page.getByRole("main");
  await expect(main).toContainText("left out of the failures here");
  const routes = page.getByRole("region", { name: "Routes that fail most" });
  await expect(routes).toBeVisible();
  await expect(routes.getByRole("link", { name: "GET /locks/{id}", exact: true })).toHaveCount(0);
  await main.getByRole("link", { name: "What is expected" }).click();
  await expect(page.getByLabel("Expected failures")).toHaveValue("GET /locks/{id} 404");
});

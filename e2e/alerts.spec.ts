import { expect } from "@playwright/test";
import { ownerTest as test } from "./journey.ts";

test("a rule is tried on the past before it is made, changed, switched off and removed", async ({ page }) => {
  await page.goto("/alerts/rules/new");
  await page.getByRole("link", { name: "Failure rate" }).click();
  await page.getByLabel("Name").fill("Too many errors");
  await page.getByLabel("Begins at, %").fill("90");
  await page.getByRole("button", { name: "Backtest" }).click();
  await expect(page.getByText(/alerts?.* in the last 7 days/i)).toBeVisible();
  await expect(page.getByLabel("Name")).toHaveValue("Too many errors");
  await page.getByRole("button", { name: "Make the rule" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Too many errors" })).toBeVisible();

  await page.getByLabel("May end below, %").fill("95");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Must be at most the threshold.")).toBeVisible();
  await page.getByLabel("May end below, %").fill("50");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();

  await page.goto("/alerts/rules");
  await page.getByRole("button", { name: "Switch off Too many errors" }).click();
  await expect(page.getByRole("button", { name: "Switch on Too many errors" })).toBeVisible();
  await page.getByRole("link", { name: "Too many errors" }).click();
  await page.getByRole("button", { name: "Remove" }).click();
  await page.getByRole("button", { name: "Remove it" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Rules" })).toBeVisible();
  await expect(page.getByText("Too many errors")).toHaveCount(0);
});

test("a channel shows its secret once, and a test shows the exact answer", async ({ page }) => {
  await page.goto("/alerts/channels");
  await page.getByLabel("Name").fill("On call");
  await page.getByLabel("URL").fill("https://127.0.0.1/hook");
  await page.getByRole("button", { name: "Add the channel" }).click();
  await expect(page.getByText(/whsec_[\w+/]{20}/)).toBeVisible();
  await page.getByRole("button", { name: "Send test to On call" }).click();
  await expect(page.getByText(/Not delivered: .*loopback or private/)).toBeVisible();
  await page.reload();
  await expect(page.getByText(/whsec_[\w+/]{20}/)).toHaveCount(0);
  await page.getByRole("button", { name: "Remove On call" }).click();
  await page.getByRole("button", { name: "Remove it" }).click();
  await expect(page.getByText("Nowhere yet but on these pages.")).toBeVisible();
});

test("a silence is seen with its reason, and ended", async ({ page }) => {
  await page.goto("/alerts");
  await page.getByRole("button", { name: "Silence", exact: true }).click();
  await page.getByLabel("Why").fill("Migration of the member sync");
  await page.getByRole("dialog").getByRole("button", { name: "Silence" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).first().click();
  await expect(page.getByText("Migration of the member sync")).toBeVisible();
  await page.getByRole("button", { name: "End" }).click();
  await page.getByRole("button", { name: "End it" }).click();
  await expect(page.getByText("Migration of the member sync")).toHaveCount(0);
});

test("the fire drill tells how long before a suspension one would have been warned", async ({ page }) => {
  test.slow();
  await page.goto("/alerts/drill");
  await page.getByRole("button", { name: "Run the drill" }).click();
  await expect(
    page.getByText(/You would have been warned [\d.]+.*after the mistake, \d+.*before the suspension/),
  ).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText("Kisi suspends the integration")).toBeVisible();
});

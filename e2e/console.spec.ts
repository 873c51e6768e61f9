import { expect } from "@playwright/test";
import { ownerTest as test } from "./journey.ts";

test("a call from the console is answered, logged, and counted", async ({ page }) => {
  await page.goto("/console");
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByRole("link", { name: "Open in the log" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("/user");
  await expect(page.getByText("1 attempt").first()).toBeVisible();

  await page.goto("/calls?last=15m");
  await expect(page.getByRole("table")).toContainText("/user");
});

test("an unlock asks first and is sent exactly once, whatever comes back", async ({ page, kisi }) => {
  const { simulator } = kisi;
  const unlocks = () =>
    simulator
      .log()
      .newest()
      .filter(({ path }) => path.endsWith("/unlock"));
  const [lock] = simulator.ids("locks", { online: true });
  simulator.setScenarios([{ effect: { kind: "server_error" }, routes: ["POST /locks/{id}/unlock"] }]);
  const before = unlocks().length;

  await page.goto(`/console?op=unlockLock&id=${lock}`);
  await page.getByRole("button", { name: "Move the door…" }).click();
  const question = page.getByRole("alertdialog");
  await expect(question).toContainText("A door will open");
  await question.getByRole("button", { name: /cancel|not/i }).click();
  expect(unlocks()).toHaveLength(before);

  await page.getByRole("button", { name: "Move the door…" }).click();
  await question.getByRole("button", { name: "Open the door" }).click();
  await page.getByRole("link", { name: "Open in the log" }).click();
  await expect(page.getByText("503").first()).toBeVisible();
  expect(unlocks()).toHaveLength(before + 1);
  simulator.setScenarios([]);
});

test("a call that fails is found by its filter, with what to do about it", async ({ page, complaints }) => {
  await page.goto("/console?op=fetchLock&id=999999999");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("link", { name: "Open in the log" })).toBeVisible();

  await page.goto("/calls?last=15m&status=404");
  await page.getByRole("table").getByRole("link").first().click();
  await expect(page).toHaveURL(/\/calls\/[\w-]+/);
  await expect(page.getByRole("main")).toContainText("404");
  expect(complaints).toEqual([]);
});

test("the range lives in the address", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: /Last 24 hours/ }).click();
  await page.getByText("Last 7 days").click();
  await expect(page).toHaveURL(/last=7d/);
  await page.reload();
  await expect(page.getByRole("button", { name: /Last 7 days/ })).toBeVisible();
  await page.getByRole("link", { name: "Calls" }).first().click();
  await expect(page).toHaveURL(/\/calls\?.*last=7d/);
});

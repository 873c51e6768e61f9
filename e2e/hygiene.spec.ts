import { expect } from "@playwright/test";
import { callThrough } from "./gateway-client.ts";
import { ownerTest as test } from "./journey.ts";

test("what breaks Kisi's rules is named with its fix and its calls, and what will end is in the calendar", async ({
  page,
  ajar,
}) => {
  for (let n = 0; n < 6; n += 1) await callThrough(ajar, `/locks/${900_000 + n}/favorites`);
  await callThrough(ajar, "/members");
  await page.goto("/risk");
  await page.getByRole("navigation", { name: "Risk" }).getByRole("link", { name: "Hygiene" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Hygiene");

  const calendar = page.getByRole("row", { name: /GET \/members/ });
  await expect(calendar.last()).toContainText("Call GET /users instead");
  await expect(calendar.last()).toContainText("default");

  const finding = page.getByRole("table", { name: "What is wrong" }).getByRole("row", { name: "Goes on after a 4xx" });
  await expect(finding).toContainText("default");
  await finding.getByRole("link").click();
  await expect(page).toHaveURL(/rule=error_loop/);
  const rule = page.getByRole("region", { name: "Goes on after a 4xx" });
  await expect(rule).toContainText("Stop at the first");
  await rule.getByRole("link").first().click();
  await expect(page).toHaveURL(/\/calls\/./);
});

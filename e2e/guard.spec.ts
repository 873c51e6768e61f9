import { expect } from "@playwright/test";
import { ownerTest as test } from "./journey.ts";

test("the guard is set, holds what is refused again and again, and lets it through when a person says so", async ({
  page,
}) => {
  await page.goto("/risk/guard");
  await page.getByLabel("Mode").selectOption("enforce");
  await page.getByLabel("Refusals in a row").fill("none");
  await page.getByRole("button", { name: "Save guard and priorities" }).click();
  await expect(page.getByLabel("Refusals in a row")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Mode")).toHaveValue("enforce");
  await page.getByLabel("Refusals in a row").fill("2");
  await page.getByRole("button", { name: "Save guard and priorities" }).click();
  await expect(page.getByText("Saved. The next call goes by it.")).toBeVisible();

  await page.goto("/console?op=fetchLock&id=424242424");
  const send = page.getByRole("button", { name: "Send", exact: true });
  for (let call = 1; call <= 2; call += 1) {
    await send.click();
    await expect(page.getByText("Kisi refused the request.")).toBeVisible();
    await page.reload();
  }
  await send.click();
  await expect(page.getByText(/answered 404, 2 times in a row, with nothing changed/)).toBeVisible();
  await page.getByRole("button", { name: "Send it anyway" }).click();
  await expect(page.getByText("Kisi refused the request.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Send it anyway" })).toBeHidden();
  await send.click();
  await expect(page.getByRole("button", { name: "Send it anyway" })).toBeVisible();

  await page.goto("/risk/guard");
  const row = page.getByRole("row", { name: /GET \/locks\/424242424/ });
  await expect(row).toContainText("held");
  await row.getByRole("button", { name: "Let through" }).click();
  await expect(row).toHaveCount(0);

  await page.getByLabel("Mode").selectOption("observe");
  await page.getByRole("button", { name: "Save guard and priorities" }).click();
  await expect(page.getByText("The guard only watches", { exact: false })).toBeVisible();
});

test("an integration has a mode of its own", async ({ page }) => {
  await page.goto("/integrations/default");
  await page.getByLabel("Guard", { exact: true }).selectOption("off");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await page.goto("/risk/guard");
  await expect(page.getByText("default (off)")).toBeVisible();
  await page.goto("/integrations/default");
  await page.getByLabel("Guard", { exact: true }).selectOption("");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
});

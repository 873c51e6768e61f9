import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import { readPdfPages } from "#lib/reports/render/pdf-text-fixture";
import { expectAccessible, expectNoOverhang } from "./axe.ts";
import { ownerTest as test } from "./journey.ts";

/** Passes axe, and fits on a phone. */
async function expectSound(page: Page): Promise<void> {
  await expectAccessible(page);
  const { width, height } = page.viewportSize() ?? { width: 1_280, height: 800 };
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoOverhang(page);
  await page.setViewportSize({ width, height });
}

test("from Calls to an issued report: scope, words, preview with its redactions, formats", async ({ page }) => {
  await page.goto("/calls?last=1h&outcome=client_error");
  await page.getByRole("link", { name: "Report", exact: true }).click();
  await expect(page.getByText("Attempts with outcome client error.")).toBeVisible();
  await page.getByRole("button", { name: "Read the attempts" }).click();
  await page.getByRole("heading", { name: "Preview: exactly what leaves" }).waitFor();

  const typed = "Nobody gets in; our key is KISI-LOGIN 0123456789abcdef0123456789abcdef";
  await page.getByLabel("Who is affected, and how").fill(typed);
  await page.getByRole("button", { name: "Save and show" }).click();
  const article = page.getByRole("article");
  await expect(article).toContainText("Nobody gets in; our key is KISI-LOGIN [redacted]");
  const redactions = page.getByRole("region", { name: "What was taken out" }).getByRole("link");
  await redactions.filter({ hasText: "What happened: Who is affected" }).click();
  await expect(page.locator("mark:target")).toBeInViewport();

  await expectSound(page);

  await page.getByRole("button", { name: "Issue the report" }).click();
  await page.getByRole("button", { name: "Issue it" }).click();
  await page.getByRole("heading", { name: "Report 1", level: 1 }).waitFor();
  await expectSound(page);
  const mail = await page.getByRole("link", { name: "Open in mail" }).getAttribute("href");
  expect(mail).toMatch(/^mailto:support@getkisi\.com\?subject=/);
  const title = (await article.locator("p").nth(1).textContent()) ?? "";
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "PDF" }).click(),
  ]);
  const pages = readPdfPages(await readFile(await download.path()));
  expect(pages[0]).toContain(title.slice(0, 30));
  expect(pages.join(" ")).not.toContain("0123456789abcdef");
  await page.goto("/reports");
  await expect(page.getByRole("row").filter({ hasText: title.slice(0, 30) })).toContainText("owner@example.com");
});

test("the figure is saved as a picture, and what Calls shows as rows", async ({ page }) => {
  await page.goto("/?last=1h");
  await page.getByRole("button", { name: "Save as a picture" }).click();
  const [picture] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "SVG" }).click(),
  ]);
  expect(await readFile(await picture.path(), "utf8")).toMatch(/^<svg [^>]*>.*Failures by status class/s);

  await page.goto("/calls?last=1h&outcome=client_error");
  const table = page.getByRole("table");
  await expect(table.getByRole("row").nth(1)).toBeVisible();
  const shown = await table.getByRole("row").count();
  await page.getByRole("button", { name: "Export" }).click();
  const [rows] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "NDJSON" }).click()]);
  expect(rows.suggestedFilename()).toMatch(/_Asia-Kath?mandu_outcome-client_error\.ndjson$/);
  const lines = (await readFile(await rows.path(), "utf8")).trimEnd().split("\n");
  expect(lines).toHaveLength(shown - 1);
});

test("a digest without an address is refused, and what was chosen stays", async ({ page }) => {
  await page.goto("/reports/digest");
  await page.getByLabel("Send a digest each week").check();
  await page.getByLabel("Day").selectOption("friday");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Is missing: choose the e-mail channel that it goes to.")).toBeVisible();
  await expect(page.getByLabel("Send a digest each week")).toBeChecked();
  await expect(page.getByLabel("Day")).toHaveValue("friday");
  await expectSound(page);
});

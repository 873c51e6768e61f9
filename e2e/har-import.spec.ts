import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { harOf, sampleEntry } from "#lib/ingest/sample-har";
import { expectAccessible } from "./axe.ts";
import { askApi } from "./gateway-client.ts";
import { ownerTest } from "./journey.ts";

const test = ownerTest;

const file = (name: string, text: string) => ({ name, mimeType: "application/json", buffer: Buffer.from(text) });
const minutesAgo = (n: number) => new Date(Date.now() - n * 60_000).toISOString();
const fileField = (page: Page) => page.getByLabel(/Choose a HAR file|choose another/);
const importButton = (page: Page) => page.getByRole("button", { name: "Import", exact: true });

test("what Chromium records is imported, told entry by entry, and found among the calls", async ({
  browser,
  page,
  ajar,
  kisi,
}) => {
  const folder = mkdtempSync(join(tmpdir(), "ajar-har-"));
  const path = join(folder, "session.har");
  const context = await browser.newContext({ recordHar: { path } });
  const recorded = await context.newPage();
  const paths = ["/elevators", "/elevators/1", "/nowhere-at-all"];
  for (const one of paths) await recorded.goto(`${kisi.origin}${one}`);
  await context.close();

  await page.goto("/integrations");
  await page.getByRole("link", { name: "Import a HAR file" }).click();
  await page.getByRole("heading", { name: "Import a HAR file" }).waitFor();
  await fileField(page).setInputFiles(path);
  await expect(page.getByText("session.har")).toBeVisible();
  await page.getByLabel("Integration").selectOption({ label: "default" });
  await importButton(page).click();
  const sent = JSON.parse(readFileSync(path, "utf8")).log.entries.length;
  await expect(page.getByText(`${sent} calls are stored now.`)).toBeVisible();
  await expectAccessible(page);
  const { totals } = await askApi<{ totals: { attempts: number } }>(ajar, "/stats?last=1h&source=har");
  expect(totals.attempts).toBe(sent);

  await importButton(page).click();
  await expect(page.getByText("every call of this file was stored before")).toBeVisible();
  await page.getByRole("link", { name: "See these calls" }).click();
  const table = page.getByRole("table", { name: "Calls, newest first" });
  await expect(table.getByText("/elevators/1")).toBeVisible();
  await expect(table.getByRole("row")).toHaveCount(sent + 1);
  rmSync(folder, { recursive: true });
});

test("what cannot be taken is named by its number, and other hosts are counted", async ({ page, kisi }) => {
  const at = (url: string) => sampleEntry({ startedDateTime: minutesAgo(3), request: { url } });
  const old = { startedDateTime: "2001-01-01T00:00:00Z", request: { url: `${kisi.origin}/places` } };
  await page.goto("/integrations/import?for=default");
  await expect(page.getByLabel("Integration")).toHaveValue("default");
  const text = harOf(at(`${kisi.origin}/places/7`), at("https://example.com/"), sampleEntry(old), 7);
  await fileField(page).setInputFiles(file("mixed.har", text));
  await importButton(page).click();
  await expect(page.getByText("1 call is stored now.")).toBeVisible();
  const rejected = page.getByRole("table", { name: "Rejected entries" });
  await expect(rejected.getByRole("row").nth(1)).toContainText(/^3.*older than the 30 days/);
  await expect(rejected.getByRole("row").nth(2)).toContainText(/^4/);
  await expectAccessible(page);

  await page.getByLabel("Host (optional)").fill("example.com");
  await importButton(page).click();
  await expect(page.getByText("not sent to example.com")).toBeVisible();
  await expect(page.getByText("1 call is stored now.")).toBeVisible();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 800 }, hasTouch: true });
  test("what is no HAR, too large, cut off or cancelled is said in words", async ({ page, complaints }) => {
    await page.goto("/integrations/import");
    await expect(importButton(page)).toBeDisabled();
    await fileField(page).setInputFiles(file("notes.json", '{"log":{}}'));
    await importButton(page).click();
    await expect(page.getByText("is it a HAR file?")).toBeVisible();
    await fileField(page).setInputFiles(file("cut.har", harOf(sampleEntry()).slice(0, -4)));
    await expect(page.getByText("is it a HAR file?")).toHaveCount(0);
    await importButton(page).click();
    await expect(page.getByText(/cut off|end/)).toBeVisible();
    await expectAccessible(page);

    const folder = mkdtempSync(join(tmpdir(), "ajar-har-"));
    const large = join(folder, "large.har");
    writeFileSync(large, Buffer.alloc(129 * 1_048_576, " "));
    await fileField(page).setInputFiles(large);
    await importButton(page).click();
    await expect(page.getByText("at most 128 MiB are taken")).toBeVisible();
    rmSync(folder, { recursive: true });

    // Held on the way, so that it can be looked at while it is under way.
    await page.route("**/api/v1/import*", () => undefined);
    await fileField(page).setInputFiles(file("held.har", harOf(sampleEntry())));
    await importButton(page).click();
    await expect(page.getByRole("progressbar", { name: "Upload" })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect(page.getByText("Cancelled.")).toBeVisible();
    await page.unroute("**/api/v1/import*");

    await page.route("**/api/v1/import*", (route) => route.abort("connectionreset"));
    await importButton(page).click();
    await expect(page.getByText("The upload broke off")).toBeVisible();
    // The browser itself tells of a refused upload and of a lost connection.
    complaints.splice(0);
  });
});

import { rmSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { startAjar, temporaryFolder } from "./ajar-process.ts";
import { expectAccessible } from "./axe.ts";
import { owner, ownerTest as test } from "./journey.ts";

/** A harmless call from another tab. */
async function callKisi(page: Page): Promise<void> {
  const other = await page.context().newPage();
  await other.goto("/console");
  await other.getByRole("button", { name: "Send" }).click();
  await other.getByRole("link", { name: "Open in the log" }).waitFor();
  await other.close();
}

/** Lets the page believe that it is hidden, or seen again. */
function hide(page: Page, hidden: boolean): Promise<void> {
  return page.evaluate((isHidden) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => isHidden });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);
}

const rowsOf = (page: Page) => page.getByRole("table").getByRole("row");
const stateOf = (page: Page) => page.getByRole("main").getByRole("status");

test("followed, the list of calls grows by itself; not followed, it stands still", async ({ page }) => {
  await callKisi(page);
  await page.goto("/calls?last=15m");
  // The rows take the place of the waiting list only after the page has loaded.
  await rowsOf(page).first().waitFor();
  const before = await rowsOf(page).count();
  await page.getByRole("button", { name: "Live" }).click();
  await expect(page).toHaveURL(/last=15m&live=1/);
  await expect(stateOf(page)).toHaveText("Live");
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));
  await callKisi(page);
  await expect(rowsOf(page)).toHaveCount(before + 1);
  expect(await page.evaluate(() => "sameDocument" in window)).toBe(true);

  await page.getByRole("link", { name: "Overview" }).first().click();
  await expect(page.getByRole("button", { name: "Live" })).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("button", { name: "Live" }).click();
  await expect(page).not.toHaveURL(/live/);
  await expect(stateOf(page)).toHaveText("");
});

test("hidden it pauses, and seen again it shows what was missed", async ({ page }) => {
  await page.goto("/calls?last=15m&live=1");
  await expect(stateOf(page)).toHaveText("Live");
  const before = await rowsOf(page).count();
  await hide(page, true);
  await expect(stateOf(page)).toHaveText("Paused while hidden");
  await callKisi(page);
  await hide(page, false);
  await expect(rowsOf(page)).toHaveCount(before + 1);
});

test("a range with an end cannot be followed, and the button says why", async ({ page }) => {
  await page.goto("/?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&live=1");
  const button = page.getByRole("button", { name: "Live" });
  await expect(button).toHaveAttribute("aria-pressed", "false");
  await button.hover();
  await expect(page.getByRole("tooltip")).toContainText("has an end");
});

test("it comes back by itself when the server does, and asks who is shut out to sign in", async ({
  page,
  kisi,
  complaints,
}) => {
  const kisiOnly = { KISI_BASE_URL: kisi.origin };
  const withOwner = { ...kisiOnly, AJAR_ADMIN_EMAIL: owner.email, AJAR_ADMIN_PASSWORD: owner.password };
  const dataDir = temporaryFolder();
  await using first = await startAjar({ env: withOwner, dataDir });
  const { port } = new URL(first.origin);
  await page.goto(`${first.origin}/login`);
  await page.getByLabel("E-mail").fill(owner.email);
  await page.getByLabel("Password", { exact: true }).fill(owner.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Overview" }).waitFor();
  await page.goto(`${first.origin}/calls?live=1`);
  await expect(stateOf(page)).toHaveText("Live");

  await first.end("SIGTERM");
  await expect(stateOf(page)).toHaveText("Reconnecting");
  await using second = await startAjar({ env: { ...kisiOnly, PORT: port }, dataDir });
  await expect(stateOf(page)).toHaveText("Live");

  // Another data directory knows no session.
  await second.end("SIGTERM");
  await using _third = await startAjar({ env: { ...withOwner, PORT: port } });
  await page.waitForURL("**/login?**");
  await page.goto("about:blank");
  rmSync(dataDir, { recursive: true });
  // The browser complains of the connections that were refused meanwhile.
  complaints.length = 0;
});

for (const width of [390, 1440]) {
  test(`the switch keeps nobody out at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto("/calls?live=1");
    await expect(stateOf(page)).toHaveText("Live");
    await expectAccessible(page);
  });
}

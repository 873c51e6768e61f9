import { expect, type Page } from "@playwright/test";
import { expectAccessible, expectNoOverhang } from "./axe.ts";
import { ownerTest, test } from "./journey.ts";

const phone = { width: 360, height: 740 };
/** A 404 of GET /locks/{id}: made of route and fingerprint, so it is the same on every installation. */
const problemId = "61fbf1829635dea2";
const pages = [
  "/",
  "/calls",
  "/calls?last=15m&status=404",
  "/calls?last=1h&outcome=server_error,rate_limited&match=any",
  "/problems",
  "/problems?view=all&q=locks&sort=lastSeen",
  "/problems?view=muted",
  `/problems/${problemId}`,
  `/problems/${problemId}?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z`,
  "/risk",
  "/risk?by=causes&limit=3600",
  "/risk/hygiene",
  "/risk/what-if",
  "/risk/what-if?kind=count&limit=0&per=1h",
  "/risk/what-if/retries",
  "/alerts",
  "/alerts/rules",
  "/alerts/rules/new",
  "/alerts/rules/default-failure-rate",
  "/alerts/rules/new?kind=latency",
  "/alerts/channels",
  "/alerts/drill",
  "/reports",
  "/reports/digest",
  "/reports/new",
  "/reports/new?last=1h&outcome=client_error",
  "/integrations",
  "/integrations/default",
  "/risk/guard",
  "/integrations/import",
  "/console",
  "/console?op=unlockLock",
  "/settings",
  "/settings/audit",
  "/settings/two-step",
  "/settings/redaction",
  "/nowhere",
];
/** Whose tables become cards on a phone. */
const stackedPages = [
  "/alerts",
  "/alerts/rules",
  "/reports",
  "/risk/hygiene",
  "/risk/what-if",
  "/risk/what-if/retries",
  "/settings/audit",
];
const visitorPages = ["/login"];

/** Waits for all of a page, and that it is the one that was asked for. */
async function open(page: Page, path: string): Promise<void> {
  const answer = await page.goto(path);
  expect(answer?.status()).toBe(path === "/nowhere" ? 404 : 200);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
}

/** Judged wide and light, then as a phone shows it in the dark: between them every colour and every layout. */
async function expectToKeepNobodyOut(page: Page): Promise<void> {
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.setViewportSize(phone);
  await expectNoOverhang(page);
  await expectAccessible(page);
}

for (const path of visitorPages) {
  test(`${path} keeps nobody out, wide and light or narrow and dark`, async ({ page }) => {
    await page.goto(path);
    await expectToKeepNobodyOut(page);
  });
}

for (const path of pages) {
  ownerTest(`${path} keeps nobody out, wide and light or narrow and dark`, async ({ page }) => {
    await open(page, path);
    await expectToKeepNobodyOut(page);
  });
}

for (const path of stackedPages) {
  ownerTest(`${path} shows all of its tables on a phone`, async ({ page }) => {
    await page.setViewportSize(phone);
    await open(page, path);
    const boxes = page.locator("[role=group]:has(> table)");
    const cut = await boxes.evaluateAll((all) =>
      all.flatMap(({ scrollWidth, clientWidth, ariaLabel }) => (scrollWidth > clientWidth ? [ariaLabel] : [])),
    );
    expect(cut).toEqual([]);
  });
}

ownerTest("what a problem can be muted for passes axe", async ({ page }) => {
  await open(page, `/problems/${problemId}`);
  await page.getByRole("button", { name: "Mute…" }).click();
  await expect(page.getByRole("dialog", { name: "Mute" })).toBeVisible();
  await expectAccessible(page);
});

ownerTest("every page is reached by the keyboard alone", async ({ page }) => {
  await page.goto("/");
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to content" });
  await expect(skip).toBeFocused();
  // What stands out of sight on a screen would lie over the rows of a printed page.
  await page.emulateMedia({ media: "print" });
  await expect(skip).toBeHidden();
  await page.emulateMedia({ media: null });
  for (const name of ["Calls", "Problems", "Risk", "Integrations", "Console", "Settings"]) {
    const link = page.getByRole("navigation", { name: "Main" }).first().getByRole("link", { name });
    await link.focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  }
});

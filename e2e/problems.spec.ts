import { expect, type Page } from "@playwright/test";
import type { AjarProcess } from "./ajar-process.ts";
import { askApi, callThrough, tokens } from "./gateway-client.ts";
import { ownerTest as test } from "./journey.ts";

/** Kisi refuses a user without an address. */
async function failTimes(ajar: AjarProcess, times: number): Promise<void> {
  for (let n = 0; n < times; n += 1) {
    const headers = { "content-type": "application/json" };
    const { status } = await callThrough(ajar, "/users", { method: "POST", headers, body: '{"user":{"name":"A"}}' });
    expect(status).toBe(422);
  }
}

async function tellDeploy(ajar: AjarProcess, release: string): Promise<void> {
  const headers = { authorization: `Bearer ${tokens.api}`, "content-type": "application/json" };
  const body = JSON.stringify({ release });
  const { status } = await fetch(`${ajar.origin}/api/v1/deploys`, { method: "POST", headers, body });
  expect(status).toBe(201);
}

const rowOf = (page: Page) => page.getByRole("row", { name: /POST \/users/ });
const main = (page: Page) => page.getByRole("main");

/** Beside its figures a row names its route in full, also on a tablet and in half a window. */
async function expectWholeRoute(page: Page): Promise<void> {
  const window = page.viewportSize() ?? { width: 1280, height: 720 };
  const isWhole = () =>
    rowOf(page)
      .getByRole("link")
      .evaluate((link) => link.scrollWidth <= link.clientWidth);
  for (const width of [768, 1024]) {
    await page.setViewportSize({ ...window, width });
    await expect.poll(isWhole).toBe(true);
  }
  await page.setViewportSize(window);
}

test("a failure is found, followed, resolved, taken back, muted, and noted", async ({ page, ajar }) => {
  await failTimes(ajar, 3);
  await page.goto("/problems?last=1h");
  await expect(rowOf(page)).toContainText("new");
  await expect(rowOf(page)).toContainText("email not accepted");
  await expect(rowOf(page).getByRole("cell", { name: "3", exact: true })).toBeVisible();

  await expectWholeRoute(page);
  await rowOf(page).getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: "POST /users" })).toBeVisible();
  await expect(page).toHaveURL(/\/problems\/[^?]+\?last=1h/);
  await expect(page.getByRole("heading", { name: "Kisi refuses the values" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Likely our own fault" })).toBeVisible();
  await expect(page.getByRole("figure", { name: "cURL command" })).toContainText("$KISI_API_KEY");
  await expect(page.getByRole("region", { name: "By integration" })).toContainText("default");

  const status = page.getByRole("status");
  await page.getByRole("button", { name: "Resolve", exact: true }).click();
  await expect(status.filter({ hasText: "1 problem resolved." })).toBeVisible();
  await expect(page.getByRole("button", { name: "Reopen" })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(status.filter({ hasText: "Taken back." })).toBeVisible();
  await expect(page.getByRole("button", { name: "Resolve", exact: true })).toBeVisible();

  await page.getByRole("button", { name: "Mute…" }).click();
  await page.getByLabel("Until so many more attempts").fill("2");
  await page.getByRole("button", { name: "Mute", exact: true }).click();
  await expect(main(page)).toContainText("muted until 2 more attempts");
  await failTimes(ajar, 2);
  await page.reload();
  await expect(page.getByRole("button", { name: "Resolve", exact: true })).toBeVisible();
  await expect(main(page)).not.toContainText("muted until");

  await page.getByRole("textbox", { name: "Note" }).fill("The importer forgets the address.");
  await page.getByRole("button", { name: "Add the note" }).click();
  const history = page.getByRole("region", { name: "Notes and history" });
  await expect(history.getByRole("listitem").first()).toContainText("The importer forgets the address.");
  await expect(history).toContainText("by owner@example.com");
});

test("a problem resolved in the next deploy comes back after it, not before", async ({ page, ajar }) => {
  await failTimes(ajar, 1);
  await page.goto("/problems?q=users&view=all");
  await rowOf(page).getByRole("link").click();
  await page.getByRole("button", { name: "Resolve in the next deploy" }).click();
  await expect(page.getByRole("button", { name: "Reopen" })).toBeVisible();

  await failTimes(ajar, 1);
  await page.reload();
  await expect(page.getByRole("button", { name: "Reopen" })).toBeVisible();

  await tellDeploy(ajar, "next-release");
  await failTimes(ajar, 1);
  await page.reload();
  await expect(page.getByRole("button", { name: "Resolve", exact: true })).toBeVisible();
  await expect(main(page)).toContainText("regressed");
  await expect(main(page)).toContainText("in release next-release");
});

test("a problem leads to its calls, and a call to its problem", async ({ page, ajar }) => {
  await failTimes(ajar, 1);
  await page.goto("/problems?q=users&view=all");
  await rowOf(page).getByRole("link").click();
  await page.getByRole("link", { name: "Its calls" }).click();
  const chips = page.getByRole("list", { name: "Filters in force" });
  await expect(chips).toContainText("422 POST /users: email not accepted");
  await page.getByRole("table").getByRole("link").first().click();
  await page.getByRole("link", { name: "Its problem" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "POST /users" })).toBeVisible();
});

test("the overview shows what costs most, and leads to it", async ({ page, ajar }) => {
  const { data } = await askApi<{ data: readonly { id: string; route: string }[] }>(
    ajar,
    "/problems?last=1h&state=new,regressed,escalating,ongoing&sort=cost&limit=1",
  );
  const costliest = data[0];
  if (!costliest) throw new Error("No problem is open.");
  await page.goto("/?last=1h");
  const first = page.getByRole("region", { name: "Open problems" }).getByRole("row").nth(1).getByRole("link");
  await expect(first).toHaveText(costliest.route);
  await first.click();
  await expect(page).toHaveURL((url) => url.pathname === `/problems/${costliest.id}`);
  await expect(page.getByRole("heading", { level: 1, name: costliest.route })).toBeVisible();
});

test("a row is resolved and reopened by single keys, and none is by the keys to a page", async ({ page, ajar }) => {
  await failTimes(ajar, 1);
  await page.goto("/problems?q=users&view=all");
  const row = rowOf(page).getByRole("link");
  await expect(row).toBeVisible();
  await page.keyboard.press("j");
  await expect(row).toBeFocused();
  await page.keyboard.press("e");
  await expect(rowOf(page)).toContainText("resolved");
  await row.focus();
  await page.keyboard.press("r");
  await expect(rowOf(page)).not.toContainText("resolved");

  await row.focus();
  await page.keyboard.press("g");
  await page.keyboard.press("e");
  await expect(page.getByRole("heading", { level: 1, name: "Reports" })).toBeVisible();
  await page.goto("/problems?q=users&view=all");
  await expect(rowOf(page)).not.toContainText("resolved");
});

test("a problem that is not met in the range says when it was, and one that is not there is answered 404", async ({
  page,
}) => {
  await page.goto("/problems?view=all");
  await page.getByRole("link", { name: "GET /locks/{id}", exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "GET /locks/{id}" })).toBeVisible();
  const { pathname } = new URL(page.url());
  await page.goto(`${pathname}?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z`);
  await expect(main(page)).toContainText("Not met in this range");
  await page.getByRole("link", { name: "Show the day up to the latest" }).click();
  await expect(page.getByRole("region", { name: "Over time" })).toContainText("leads to its calls");

  const answer = await page.goto("/problems/nothing-of-that-name");
  expect(answer?.status()).toBe(404);
  await expect(main(page)).toContainText(/no such problem/i);
});

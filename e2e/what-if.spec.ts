import { expect, type Page } from "@playwright/test";
import { askApi, callThrough } from "./gateway-client.ts";
import { ownerTest as test } from "./journey.ts";

type Stats = { readonly totals: { readonly attempts: number; readonly bad: number; readonly calls: number } };

type ByStatus = {
  readonly series: readonly { readonly key: string; readonly points: readonly { readonly attempts: number }[] }[];
};

const verdict = (page: Page) => page.getByRole("main").getByRole("status").first();
const slider = (page: Page) => page.getByRole("slider", { name: "Limit" });

test("a limit is tried by keyboard, is kept in the address, and leads to the calls that passed it", async ({
  page,
  ajar,
}) => {
  for (let n = 0; n < 4; n += 1) await callThrough(ajar, `/nowhere/${n}`);
  await page.goto("/risk");
  await page.getByRole("navigation", { name: "Risk" }).getByRole("link", { name: "Another limit" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("What if Kisi's limit were another?");

  await page.getByRole("radio", { name: "Number of attempts" }).click();
  await slider(page).focus();
  await page.keyboard.press("End");
  await expect(slider(page)).toHaveAttribute("aria-valuetext", /100,000\sbad attempts within 24 hours/);
  await expect(verdict(page)).toContainText("You would never have been suspended");
  await page.keyboard.press("Home");
  await expect(verdict(page)).toContainText("You would have been suspended on");
  await expect(page).toHaveURL(/kind=count/);
  await expect(page).toHaveURL(/limit=1(&|$)/);
  await page.reload();
  await expect(verdict(page)).toContainText("You would have been suspended on");

  await page.getByRole("button", { name: "Try it" }).click();
  await expect(verdict(page)).toContainText("You would never have been suspended: the most was");

  await page.goto("/risk/what-if?kind=count&limit=1&per=24h");
  await page.getByRole("link", { name: "Bad calls before it" }).first().click();
  await expect(page).toHaveURL(/\/calls\?.*outcome=/);
});

test("the keyboard keeps its place while limits are tried", async ({ page }) => {
  await page.goto("/risk/what-if?kind=count&limit=0");
  const typed = page.getByRole("spinbutton", { name: "More than" });
  await typed.fill("37");
  await typed.press("Enter");
  await expect(page).toHaveURL(/limit=37/);
  await expect(typed).toBeFocused();
  await expect(slider(page)).toHaveAttribute("aria-valuetext", /37/);
  const counting = page.getByRole("radio", { name: "4xx without 429" });
  await counting.focus();
  await page.keyboard.press("Space");
  await expect(page).toHaveURL(/counts=but429/);
  await expect(counting).toBeFocused();
  const tryIt = page.getByRole("button", { name: "Try it" });
  await tryIt.press("Enter");
  await expect(page.getByRole("button", { name: "This is it" })).toBeFocused();
});

test("a published rule is a starting point, with its own counting and floor", async ({ page }) => {
  await page.goto("/risk/what-if");
  await page.getByRole("link", { name: "Klaviyo" }).click();
  await expect(page).toHaveURL(/above=1000/);
  await expect(page.getByRole("radio", { name: "400, 403 and 429" })).toBeChecked();
  await expect(verdict(page)).toContainText(/Too little to tell: no window of 24 hours had more than 1,000\sattempts/);
});

test("recorded calls are replayed under ready policies and under one's own", async ({ page, ajar }) => {
  await page.goto("/risk/what-if/retries");
  const table = page.getByRole("table", { name: "The same calls under other policies" });
  const figures = async (name: string) =>
    (await table.getByRole("row", { name }).getByRole("cell").allInnerTexts()).map((text) =>
      Number(text.split("\n")[0]?.replaceAll(",", "")),
    );
  await table.waitFor();
  const { totals } = await askApi<Stats>(ajar, "/stats?last=7d");
  expect((await figures("As recorded")).slice(1, 3)).toEqual([totals.bad, totals.attempts]);
  expect((await figures("No retries"))[2]).toBe(totals.calls);
  expect((await figures("p-retry defaults"))[1]).toBe(totals.bad * 11);

  await table.getByRole("link", { name: "No retries" }).click();
  await expect(page.getByRole("heading", { name: "No retries, by day" })).toBeVisible();

  await page.getByLabel("Tried again").fill("404");
  await page.getByRole("spinbutton", { name: "Retries" }).fill("1");
  await page.getByRole("button", { name: "Replay with it" }).click();
  await expect(page.getByRole("heading", { name: "Your own, by day" })).toBeVisible();
  // Each 404 would have been asked for once more, and nothing else.
  const { series } = await askApi<ByStatus>(ajar, "/stats?last=7d&by=status");
  const notFound = series.find(({ key }) => key === "404")?.points.reduce((sum, { attempts }) => sum + attempts, 0);
  expect((await figures("Your own"))[1]).toBe(totals.bad + (notFound ?? 0));

  await page.getByLabel("Tried again").fill("teapots");
  await page.getByRole("button", { name: "Replay with it" }).click();
  await expect(page.getByText("The default one stands in for it")).toBeVisible();
});

import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Fails with each rule that a page breaks as it stands now, and the elements that break it. */
export async function expectAccessible(page: Page): Promise<void> {
  // No page of ours has frames, so axe needs no second page to sum them up in; what is sound need not be told.
  const axe = new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ["violations"] })
    .withTags(rules);
  const { violations } = await axe.analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
  expect(found).toEqual([]);
}

/** Fails if a page is wider than its window, so that it could be moved to and fro. */
export async function expectNoOverhang(page: Page): Promise<void> {
  const overhangPx = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await expect.poll(overhangPx).toBeLessThanOrEqual(0);
}

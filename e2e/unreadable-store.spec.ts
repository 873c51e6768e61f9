import { join } from "node:path";
import { expect, test } from "@playwright/test";
import Database from "better-sqlite3";
import { startAjar } from "./ajar-process.ts";
import { owner, signIn } from "./journey.ts";

const pages = [
  ["/", "Overview"],
  ["/calls", "Calls"],
  ["/risk/hygiene", "Hygiene"],
  ["/risk/what-if", "What if"],
  ["/risk/what-if/retries", "What if: retries"],
] as const;

test("with a store that cannot be read the shell stands, and each page says what it could not do", async ({
  browser,
}) => {
  await using ajar = await startAjar({
    env: { AJAR_ADMIN_EMAIL: owner.email, AJAR_ADMIN_PASSWORD: owner.password },
  });
  const page = await browser.newPage({ baseURL: ajar.origin });
  await signIn(page);
  const database = new Database(join(ajar.dataDir, "ajar.db"));
  database.exec("ALTER TABLE attempts RENAME TO lost_attempts; ALTER TABLE figures RENAME TO lost_figures");
  database.close();
  for (const [path, title] of pages) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await expect(page.getByRole("main").getByRole("alert")).toContainText("Calls still go through");
    await expect(page.getByRole("navigation", { name: "Main" }).first()).toBeVisible();
    await expect(page.getByRole("banner")).toContainText("unknown");
  }
  await page.close();
});

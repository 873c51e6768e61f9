import { test as base, expect } from "@playwright/test";
import { startAjar } from "./ajar-process";

const host = "ajar.lan";

const test = base.extend({
  launchOptions: [
    async ({ launchOptions }, use) => {
      await use({
        ...launchOptions,
        args: [...(launchOptions.args ?? []), `--host-resolver-rules=MAP ${host} 127.0.0.1`],
      });
    },
    { scope: "worker" },
  ],
});

test("on a plain http address of the network the session holds, and the page says who can read along", async ({
  page,
  context,
}) => {
  await using ajar = await startAjar({ env: { AJAR_ALLOWED_HOSTS: host } });
  const link = new URL(ajar.setUpLink ?? "");
  link.hostname = host;
  await page.goto(link.href);
  await expect(page.getByText("This connection is not encrypted")).toBeVisible();
  await page.getByLabel("E-mail").fill("owner@example.com");
  await page.getByLabel("Password", { exact: true }).fill("eleven green doors");
  await page.getByRole("button", { name: "Create the account" }).click();
  await page.waitForURL("**/set-up/kisi-key");
  const [cookie] = (await context.cookies()).filter(({ name }) => name.endsWith("ajar_session"));
  expect(cookie).toMatchObject({ name: "ajar_session", httpOnly: true, secure: false });
});

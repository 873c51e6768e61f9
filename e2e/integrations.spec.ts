import { expect, type Page } from "@playwright/test";
import { sampleKeys } from "#lib/simulator/sample-keys";
import { expectAccessible } from "./axe.ts";
import { callThrough } from "./gateway-client.ts";
import { ownerTest } from "./journey.ts";

const test = ownerTest;

async function makeIntegration(page: Page, name: string): Promise<void> {
  await page.goto("/integrations");
  await page.getByRole("button", { name: "New integration" }).first().click();
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Make it" }).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
}

async function makeGatewayToken(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Make a gateway token" }).click();
  const code = page.getByRole("figure", { name: "curl code" });
  await expect(code).toContainText("ajar_gw_");
  return /X-Ajar-Token: (ajar_gw_\w+)/.exec((await code.textContent()) ?? "")?.[1] ?? "";
}

test("from a name to the first call, which the page announces by itself", async ({ page, ajar, complaints }) => {
  await makeIntegration(page, "Night shift");
  await expect(page.getByText("Waiting for the first call")).toBeVisible();
  const token = await makeGatewayToken(page);
  expect(token).toMatch(/^ajar_gw_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/);
  await expect(page.getByRole("figure", { name: "curl code" })).toContainText(`${ajar.origin}/kisi/user`);
  await expectAccessible(page);

  expect(await callThrough(ajar, "/locks", { headers: { "x-ajar-token": token } })).toMatchObject({ status: 200 });
  await expect(page.getByText("The first call has arrived")).toBeVisible();
  await expect(page.getByRole("link", { name: "GET /locks" })).toBeVisible();

  await page.reload();
  await expect(page.getByText("Connected")).toBeVisible();
  expect(await page.content()).not.toContain(token);
  await page.getByRole("link", { name: "Its calls" }).click();
  await expect(page.getByRole("table").getByText("/locks")).toBeVisible();
  expect(complaints).toEqual([]);
});

test("a token is rotated and revoked, and a revoked integration opens nothing", async ({ page, ajar }) => {
  await makeIntegration(page, "Rotating");
  const old = await makeGatewayToken(page);
  const status = async (token: string) =>
    (await callThrough(ajar, "/locks", { headers: { "x-ajar-token": token } })).status;
  await page.getByRole("button", { name: "Rotate the token" }).click();
  const fresh = (await page.getByRole("figure", { name: "token", exact: true }).textContent())?.trim() ?? "";
  expect(fresh).not.toBe(old);
  expect([await status(old), await status(fresh)]).toEqual([200, 200]);

  await page.getByRole("button", { name: `Revoke the token ${old.slice(0, 16)}` }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke the token" }).click();
  await expect(page.getByRole("button", { name: `Revoke the token ${old.slice(0, 16)}` })).toHaveCount(0);
  expect([await status(old), await status(fresh)]).toEqual([401, 200]);

  await page.getByRole("button", { name: "Revoke the integration" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke the integration" }).click();
  await expect(page.getByText("its tokens open nothing any more")).toBeVisible();
  expect(await status(fresh)).toBe(401);
  await expectAccessible(page);
});

test("a stored key is tested on a click alone, used for calls without one, and never comes back", async ({
  page,
  ajar,
}) => {
  await makeIntegration(page, "Keyed");
  const token = await makeGatewayToken(page);
  await page.getByLabel("API key").fill(sampleKeys.owner);
  await page.getByRole("button", { name: "Store the key" }).click();
  await expect(page.getByText("The key is stored, sealed")).toBeVisible();
  await page.getByRole("button", { name: "Test the key" }).click();
  await expect(page.getByText("Kisi accepts the key")).toBeVisible();
  expect((await callThrough(ajar, "/user", { headers: { "x-ajar-token": token } })).status).toBe(200);
  await page.reload();
  await expect(page.getByText("stored, sealed,")).toBeVisible();
  expect(await page.content()).not.toContain(sampleKeys.owner);
});

test("the token in the path opens, until that is switched off", async ({ page, ajar }) => {
  await makeIntegration(page, "Base URL alone");
  const token = await makeGatewayToken(page);
  const status = async () => (await fetch(`${ajar.origin}/kisi/t/${token}/locks`)).status;
  expect(await status()).toBe(200);
  await page.getByLabel("Let the token stand in the path").uncheck();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  expect(await status()).toBe(401);
});

test("a name that is taken stays typed, with its reason", async ({ page }) => {
  await makeIntegration(page, "Taken");
  await page.goto("/integrations");
  await page.getByRole("button", { name: "New integration" }).click();
  await page.getByLabel("Name").fill("taken");
  await page.getByRole("button", { name: "Make it" }).click();
  await expect(page.getByText("Is taken by another integration.")).toBeVisible();
  await expect(page.getByLabel("Name")).toHaveValue("taken");
  await expectAccessible(page);
});

test("keys are joined under one user and parted again", async ({ page, ajar }) => {
  for (const key of ["first-key-of-a-user-0001", "other-key-of-a-user-0002"]) {
    await callThrough(ajar, "/locks", { headers: { authorization: `KISI-LOGIN ${key}` } });
  }
  await page.goto("/integrations");
  await expect(page.getByText("Kisi refuses 2 keys that are in use.")).toBeVisible();
  await page.getByRole("button", { name: "Join the key …0001 to another one" }).click();
  await page.getByLabel("…0001 belongs to the user of").selectOption({ label: "…0002" });
  await page.getByRole("button", { name: "Join", exact: true }).click();
  await expect(page.getByText("with …0002")).toBeVisible();
  await expect(page.getByText("with …0001")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Part the key …0001 again" }).click();
  await expect(page.getByText("with …0001")).toHaveCount(0);
});

import { expect, type Page, test } from "@playwright/test";
import { stepMs, totpCode } from "#lib/auth/totp";
import { type AjarProcess, startAjar } from "./ajar-process";
import { expectAccessible } from "./axe";

const email = "owner@example.com";
const password = "eleven green doors";
const env = { AJAR_ADMIN_EMAIL: email, AJAR_ADMIN_PASSWORD: password };

// The whole of it is one journey, and each password costs an argon2.
test.slow();

let ajar: AjarProcess;
test.beforeEach(async () => {
  ajar = await startAjar({ env });
});
test.afterEach(() => ajar[Symbol.asyncDispose]());

async function givePassword(page: Page): Promise<void> {
  await page.goto(`${ajar.origin}/login?next=/calls`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

async function giveCode(page: Page, code: string): Promise<void> {
  await page.getByLabel("Code").fill(code);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Sets an app up; the codes that the page shows then, and the app's own by how many steps from now. */
async function setUpApp(page: Page) {
  await page.goto(`${ajar.origin}/settings/two-step`);
  await page.getByLabel("Your password").fill("not the password");
  await page.getByRole("button", { name: "Set up an app" }).click();
  await expect(page.getByText("Is not your password.")).toBeVisible();
  await page.getByLabel("Your password").fill(password);
  await page.getByRole("button", { name: "Set up an app" }).click();
  await expect(page.getByRole("img", { name: "QR code for the app" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Open it in an app on this device" })).toHaveAttribute(
    "href",
    /^otpauth:\/\/totp\//,
  );
  const shown = (await page.getByLabel("secret", { exact: true }).locator("code").textContent()) ?? "";
  const secret = fromBase32(shown.replaceAll(/\s/g, ""));
  const codeIn = (steps: number) => totpCode(secret, Math.floor(Date.now() / stepMs) + steps);
  await page.getByLabel("The code that it shows now").fill(codeIn(0));
  await page.getByRole("button", { name: "Turn it on" }).click();
  const recoveryCodes = page.getByLabel("recovery codes", { exact: true }).locator("code");
  await expect(recoveryCodes).toHaveText(/^([a-z2-7-]{19}\s?){10}$/);
  return { codeIn, recoveryCodes: ((await recoveryCodes.textContent()) ?? "").split("\n") };
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) =>
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"),
  );
  return Buffer.from((bits.join("").match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

async function signOutByForgetting(page: Page): Promise<void> {
  await page.context().clearCookies({ name: /session/ });
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("an app is set up, asked for, stood in for by a recovery code, and removed", async ({ page }) => {
      await givePassword(page);
      await expect(page).toHaveURL(`${ajar.origin}/calls`);
      const { codeIn, recoveryCodes } = await setUpApp(page);
      if (javaScriptEnabled) {
        await expect(page.getByRole("status").filter({ hasText: "These are your recovery codes" })).toBeFocused();
        await expectAccessible(page);
      }
      await page.goto(`${ajar.origin}/settings/two-step`);
      await expect(page.getByText("10 of 10")).toBeVisible();

      await signOutByForgetting(page);
      await givePassword(page);
      await expect(page.getByRole("heading", { name: "Your code" })).toBeVisible();
      // axe is a script itself.
      if (javaScriptEnabled) await expectAccessible(page);
      // A page of the inside is still a page of the inside.
      const inside = await page.request.get(`${ajar.origin}/calls`, { maxRedirects: 0 });
      expect(inside.headers().location).toMatch(/^\/login/);
      await giveCode(page, "000000");
      await expect(page.getByText("This code is wrong, or was used already.")).toBeVisible();
      // The code of this half minute has set the app up, so it is used; a phone may be half a minute ahead.
      await giveCode(page, codeIn(1));
      await expect(page).toHaveURL(`${ajar.origin}/calls`);

      await signOutByForgetting(page);
      await givePassword(page);
      await giveCode(page, recoveryCodes[0] ?? "");
      await expect(page).toHaveURL(`${ajar.origin}/calls`);
      await page.goto(`${ajar.origin}/settings/two-step`);
      await expect(page.getByText("9 of 10")).toBeVisible();

      await page.getByLabel("Your password").fill(password);
      await page.getByRole("button", { name: "Remove the app" }).click();
      await expect(page.getByRole("button", { name: "Set up an app" })).toBeVisible();
      await page.goto(`${ajar.origin}/settings/audit`);
      for (const words of ["set up an app for codes", "gave a right password and a wrong code", "removed the app"]) {
        await expect(page.getByText(words).first()).toBeVisible();
      }
      await signOutByForgetting(page);
      await givePassword(page);
      await expect(page).toHaveURL(`${ajar.origin}/calls`);
    });
  });
}

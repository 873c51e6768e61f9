import { expect } from "@playwright/test";
import { expectAccessible } from "./axe.ts";
import { ownerTest as test } from "./journey.ts";

test("a rule is tried on the past before it is made, changed, switched off and removed", async ({ page }) => {
  await page.goto("/alerts/rules/new");
  await page.getByRole("link", { name: "Failure rate" }).click();
  await page.getByLabel("Name").fill("Too many errors");
  await page.getByLabel("Begins at, %").fill("90");
  await page.getByRole("button", { name: "Backtest" }).click();
  await expect(page.getByText(/alerts?.* in the last 7 days/i)).toBeVisible();
  await expect(page.getByLabel("Name")).toHaveValue("Too many errors");
  await page.getByRole("button", { name: "Make the rule" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Too many errors" })).toBeVisible();

  await page.getByLabel("May end below, %").fill("95");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Must be at most the threshold.")).toBeVisible();
  await page.getByLabel("May end below, %").fill("50");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();

  await page.goto("/alerts/rules");
  await page.getByRole("button", { name: "Switch off Too many errors" }).click();
  await expect(page.getByRole("button", { name: "Switch on Too many errors" })).toBeVisible();
  await page.getByRole("link", { name: "Too many errors" }).click();
  await page.getByRole("button", { name: "Remove" }).click();
  await page.getByRole("button", { name: "Remove it" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Rules" })).toBeVisible();
  await expect(page.getByText("Too many errors")).toHaveCount(0);
});

test("a channel shows its secret once, and a test shows the exact answer", async ({ page }) => {
  await page.goto("/alerts/channels");
  await page.getByLabel("Name").fill("On call");
  await page.getByLabel("URL").fill("https://127.0.0.1/hook");
  await page.getByRole("button", { name: "Add the channel" }).click();
  await expect(page.getByText(/whsec_[\w+/]{20}/)).toBeVisible();
  await page.getByRole("button", { name: "Send test to On call" }).click();
  await expect(page.getByText(/Not delivered: .*loopback or private/)).toBeVisible();
  await page.reload();
  await expect(page.getByText(/whsec_[\w+/]{20}/)).toHaveCount(0);
  await page.getByRole("button", { name: "Remove On call" }).click();
  await page.getByRole("button", { name: "Remove it" }).click();
  await expect(page.getByText("Nowhere yet but on these pages.")).toBeVisible();
});

test("a silence is seen with its reason, and ended", async ({ page }) => {
  await page.goto("/alerts");
  await page.getByRole("button", { name: "Silence", exact: true }).click();
  await page.getByLabel("Why").fill("Migration of the member sync");
  await page.getByRole("dialog").getByRole("button", { name: "Silence" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).first().click();
  await expect(page.getByText("Migration of the member sync")).toBeVisible();
  await page.getByRole("button", { name: "End" }).click();
  await page.getByRole("button", { name: "End it" }).click();
  await expect(page.getByText("Migration of the member sync")).toHaveCount(0);
});

test("a browser that was asked to tells of alerts on any page, once", async ({ page, context }) => {
  await context.grantPermissions(["notifications"]);
  const told: { title: string; body: string }[] = [];
  await context.exposeFunction("toldOf", (title: string, body: string) => void told.push({ title, body }));
  await context.addInitScript(() => {
    class Shown {
      static readonly permission = "granted";
      static readonly requestPermission = async () => "granted";
      constructor(title: string, { body = "" } = {}) {
        Reflect.get(window, "toldOf")(title, body);
      }
    }
    Object.defineProperty(window, "Notification", { value: Shown });
  });
  const alert = { id: "a-1", rule: "Suspension risk", summary: "60 bad attempts", inhibitedBy: null, silencedBy: null };
  const frames = [
    { ...alert, state: "firing" },
    { ...alert, state: "firing", rule: "Failure spike", inhibitedBy: "a-1" },
    { ...alert, state: "resolved" },
  ].map((data) => `event: alert\ndata: ${JSON.stringify(data)}\n\n`);
  const body = `retry: 600000\n\n${frames.join("")}`;
  await context.route("**/api/v1/live?events=alert", (route) =>
    route.fulfill({ contentType: "text/event-stream", body }),
  );
  await page.goto("/alerts");
  await page.getByRole("button", { name: "Notify" }).click();
  await expect(page.getByRole("button", { name: "Notifying" })).toHaveAttribute("aria-pressed", "true");
  const both = [
    { title: "Suspension risk", body: "60 bad attempts" },
    { title: "Over: Suspension risk", body: "60 bad attempts" },
  ];
  await expect.poll(() => told).toEqual(both);
  // Another tab has the choice, but leaves the telling to the first.
  const other = await context.newPage();
  await other.goto("/calls");
  await other.getByRole("heading", { level: 1 }).waitFor();
  await page.close();
  await expect.poll(() => told).toEqual([...both, ...both]);
});

test("the fire drill tells how long before a suspension one would have been warned", async ({ page }) => {
  test.slow();
  await page.goto("/alerts/drill");
  await page.getByRole("button", { name: "Run the drill" }).click();
  const told = page.getByRole("status").filter({ hasText: "Kisi suspends the integration" });
  await expect(told).toContainText(/would have [^\d]*\d.*after the mistake, \d.*before the suspension/, {
    timeout: 60_000,
  });
  await expectAccessible(page);
});

import { expect, test } from "@playwright/test";
import { respond, startScriptedUpstream } from "#lib/outbound/scripted-upstream";
import { type AjarProcess, startAjar } from "./ajar-process.ts";
import { callThrough, openTo, tokens } from "./gateway-client.ts";
import { owner } from "./journey.ts";

const shots = [
  "<script>window.pwned=1</script>",
  "<img src=x onerror=window.pwned=1>",
  "</script><svg onload=window.pwned=1>",
  "javascript:window.pwned=1",
  "\u202egnp.exe\u2066 zero\u200bwidth",
  "\u001b[31mred\u0007\u0000end",
  "=HYPERLINK(1)|' /C calc'!A0",
  "{{7*7}} #{7*7} %s %n",
];
const hostile = shots.join(" ");
const shownPages = [
  "/",
  "/calls",
  "/problems?view=all",
  "/risk",
  "/risk/what-if",
  "/risk/guard",
  "/alerts",
  "/alerts/rules",
];
const morePages = [
  "/alerts/channels",
  "/reports",
  "/integrations",
  "/console",
  "/settings",
  "/settings/audit",
  "/settings/redaction",
];

async function api(ajar: AjarProcess, method: string, path: string, body?: unknown) {
  const headers = { authorization: `Bearer ${tokens.api}`, "content-type": "application/json" };
  const response = await fetch(`${ajar.origin}/api/v1${path}`, {
    method,
    headers,
    body: body ? JSON.stringify(body) : null,
  });
  expect(response.status, `${method} ${path}: ${await response.clone().text()}`).toBeLessThan(300);
  return response.json();
}

/** Hostile texts wherever a caller, an upstream, a program or a colleague can put one; answers with pages that show them. */
async function fill(ajar: AjarProcess): Promise<string[]> {
  await callThrough(ajar, `/locks/${encodeURIComponent(shots[1] ?? "")}?ids=${"9".repeat(900)}`, {
    method: "POST",
    headers: { "x-ajar-retries": "0", "content-type": "application/json", "user-agent": shots[0] ?? "" },
    body: JSON.stringify({ [shots[1] ?? ""]: hostile, count: 1e308, deep: [[[[hostile]]]] }),
  });
  const { data } = await api(ajar, "GET", "/calls?last=1h");
  const problems = await api(ajar, "GET", "/problems?last=1h");
  await api(ajar, "PATCH", `/problems/${problems.data[0].id}`, { note: hostile });
  const { id } = await api(ajar, "POST", "/integrations", { name: (shots[1] ?? "").slice(0, 60) });
  const report = await api(ajar, "POST", "/reports", {
    last: "1h",
    title: shots[0],
    impact: hostile,
    stepsTaken: hostile,
  });
  return [
    `/calls/${data[0].callId}`,
    `/problems/${problems.data[0].id}`,
    `/integrations/${id}`,
    `/reports/${report.id}`,
  ];
}

test("S16: a history made by an enemy runs nothing, on no page", async ({ page }) => {
  const upstream = await startScriptedUpstream();
  const answer = JSON.stringify({ code: "<b>x", error: hostile, errors: { [shots[1] ?? ""]: [hostile] } });
  const path = `/locks/${encodeURIComponent(shots[1] ?? "")}?ids=${"9".repeat(900)}`;
  upstream.on(
    path,
    respond(422, answer, ["Content-Type: application/json", "X-Request-Id: <script>alert(1)</script>"]),
  );
  const env = { ...openTo(upstream.origin), AJAR_ADMIN_EMAIL: owner.email, AJAR_ADMIN_PASSWORD: owner.password };
  await using ajar = await startAjar({ env });
  const found = await fill(ajar);
  const complaints: string[] = [];
  page.on("dialog", async (dialog) => {
    complaints.push(`a dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== ajar.origin) complaints.push(`asked ${request.url()}`);
  });
  await page.goto(`${ajar.origin}/login`);
  await page.getByLabel("E-mail").fill(owner.email);
  await page.getByLabel("Password", { exact: true }).fill(owner.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Overview" }).waitFor();
  for (const shown of [...shownPages, ...morePages, ...found]) {
    expect((await page.goto(`${ajar.origin}${shown}`))?.status(), shown).toBe(200);
    await page.getByRole("heading", { level: 1 }).waitFor();
    const made = page.locator("img[src=x], svg[onload], a[href^='javascript:'], [onerror]");
    await expect(made, shown).toHaveCount(0);
    expect(await page.evaluate(() => "pwned" in window), shown).toBe(false);
    // What is looked for is there, as text.
    if (shown.startsWith("/problems/")) await expect(page.getByRole("main")).toContainText(shots[0] ?? "");
  }
  expect(complaints).toEqual([]);
  await upstream.close();
});

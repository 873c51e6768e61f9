import { test as base, type Page } from "@playwright/test";
import { createSimulator, type Simulator } from "#lib/simulator/handler";
import { sampleKeys } from "#lib/simulator/sample-keys";
import { startSimulatorServer } from "#lib/simulator/server";
import { systemClock } from "#lib/time/clock";
import { timeZoneCookie } from "#lib/time/zone";
import { type AjarProcess, startAjar } from "./ajar-process.ts";
import { callThrough, openTo } from "./gateway-client.ts";

export const owner = { email: "owner@example.com", password: "a sentence only I know" };

type SimulatedKisi = { readonly origin: string; readonly simulator: Simulator };

type WorkerFixtures = {
  /** A Kisi of this worker's own, over real sockets. */
  readonly kisi: SimulatedKisi;
  /** A built Ajar with an owner, some traffic of every class, and the key of that Kisi's owner. */
  readonly ajar: AjarProcess;
  /** What a browser keeps once the owner has signed in. */
  readonly session: Awaited<ReturnType<ReturnType<Page["context"]>["storageState"]>>;
};

type TestFixtures = {
  /**
   * Whatever the pages of a test complain of: script errors, failed loads, breaches of the content policy,
   * requests to anyone but Ajar.
   */
  readonly complaints: string[];
};

/** For visitors: nobody is signed in. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  kisi: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are wanted from this pattern.
    async ({}, use) => {
      const simulator = createSimulator({ clock: systemClock, seed: 1, rateLimits: false });
      const server = await startSimulatorServer({ simulator, port: 0 });
      await use({ origin: server.origin, simulator });
      await server.close();
    },
    { scope: "worker" },
  ],
  ajar: [
    async ({ kisi }, use) => {
      await using ajar = await startAjar({
        env: {
          ...openTo(kisi.origin),
          KISI_API_KEY: sampleKeys.owner,
          AJAR_ADMIN_EMAIL: owner.email,
          AJAR_ADMIN_PASSWORD: owner.password,
        },
      });
      await makeTraffic(ajar, kisi);
      await use(ajar);
    },
    { scope: "worker" },
  ],
  session: [
    async ({ browser, ajar }, use, { project }) => {
      const { timezoneId = "UTC" } = project.use;
      const page = await browser.newPage({ baseURL: ajar.origin, timezoneId });
      await signIn(page);
      // A browser's first page tells its zone and is drawn again; the journeys begin after that.
      await page.waitForFunction((name) => document.cookie.includes(name), timeZoneCookie);
      await use(await page.context().storageState());
      await page.close();
    },
    { scope: "worker" },
  ],
  baseURL: ({ ajar }, use) => use(ajar.origin),
  complaints: [
    async ({ page, ajar }, use) => {
      const complaints: string[] = [];
      const opened = new Set<string>();
      page.on("request", (request) => {
        const url = new URL(request.url());
        if (request.isNavigationRequest()) opened.add(url.pathname);
        if (url.protocol.startsWith("http") && url.origin !== ajar.origin) complaints.push(`asked ${url.origin}`);
      });
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("console", (message) => {
        // A page that is not there says so by its status, which the browser calls an error.
        // Its path tells, not where the browser stands: that may be told a moment later, and Next may ask once more.
        const { url } = message.location();
        const isThePageItself = URL.canParse(url) && opened.has(new URL(url).pathname);
        if (message.type() === "error" && !isThePageItself) complaints.push(message.text());
      });
      await use(complaints);
      base.expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

/** For the owner, signed in. */
export const ownerTest = test.extend({
  storageState: ({ session }, use) => use(session),
});

async function makeTraffic(ajar: AjarProcess, { simulator }: SimulatedKisi): Promise<void> {
  const asked = ["/user", "/locks", "/locks/999999999", "/nowhere", "/groups?limit=5"];
  await Promise.all(asked.map((path) => callThrough(ajar, path)));
  simulator.setScenarios([{ effect: { kind: "server_error" } }]);
  await callThrough(ajar, "/places", { headers: { "x-ajar-retries": "1" } });
  simulator.setScenarios([]);
}

export async function signIn(page: Page): Promise<void> {
  await page.goto("/login");
  await page.getByLabel("E-mail").fill(owner.email);
  await page.getByLabel("Password", { exact: true }).fill(owner.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Overview" }).waitFor();
}

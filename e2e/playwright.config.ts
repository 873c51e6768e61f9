import { defineConfig } from "@playwright/test";
import { adviseOnBrowser, findBrowser, thisMachine } from "../scripts/test/find-browser.ts";

const executablePath = findBrowser(thisMachine);
if (!executablePath) throw new Error(adviseOnBrowser(thisMachine));

// A root user has no sandbox; the rest keeps Chromium from calling home.
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: "../test-results",
  // A worker is a server and a browser of its own: two keep a machine of two cores busy, and more would only wait.
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    launchOptions: { executablePath, args },
    locale: "en-GB",
    timezoneId: "Asia/Kathmandu",
    // Without the film: drawing it took a quarter of the time of the journeys.
    trace: { mode: "retain-on-failure", screenshots: false },
    screenshot: "only-on-failure",
    viewport: { width: 1280, height: 800 },
  },
});

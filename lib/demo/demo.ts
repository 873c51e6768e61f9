import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeIntegrations, stampUses } from "#lib/demo/demo-integrations";
import { keepTraffic } from "#lib/demo/live-traffic";
import { replayDay } from "#lib/demo/replay-day";
import { recordConduct } from "#lib/reports/good-standing";
import type { App } from "#lib/server/app";
import type { Env } from "#lib/server/env";
import { createSimulator } from "#lib/simulator/handler";
import { sampleKeys } from "#lib/simulator/sample-keys";
import { startSimulatorServer } from "#lib/simulator/server";
import { everydayScenarios } from "#lib/simulator/traffic/day-scenarios";
import { systemClock } from "#lib/time/clock";

export type Demo = {
  /** The given environment, but with the simulator as Kisi, a key for it, and a data directory to throw away. */
  readonly env: Env;
  /** Fills the app with a day of traffic, then keeps it coming to `address`, where the app is reached. */
  readonly play: (app: App, address: string) => Promise<void>;
  /** Ends the traffic, closes the app by `closeApp`, and throws its data away. */
  readonly stop: (closeApp: () => Promise<void>) => Promise<void>;
};

const seed = 1;
/** Releases that went live in the day, by how long ago. */
const deploys = [
  { release: "v2.13.0", hoursAgo: 20 },
  { release: "v2.14.0", hoursAgo: 6 },
];
const hourMs = 3_600_000;
const dayMs = 86_400_000;

async function markDeploys({ store }: Pick<App, "store">, endAtMs: number): Promise<void> {
  for (const { release, hoursAgo } of deploys) {
    await store.recordDeploy({ release, atMs: endAtMs - hoursAgo * hourMs, integration: null, origin: "api" });
  }
}

/** Starts a simulated Kisi on a free loopback port. Nothing of the user's own is read or written. */
export async function prepareDemo(env: Env): Promise<Demo> {
  const simulator = createSimulator({ clock: systemClock, seed, scenarios: everydayScenarios });
  const server = await startSimulatorServer({ simulator, port: 0, gzip: true });
  const dataDir = await mkdtemp(join(tmpdir(), "ajar-demo-"));
  const stopped = new AbortController();
  let traffic = Promise.resolve();
  return {
    env: { ...env, dataDir, kisiBaseUrl: server.origin, kisiApiKey: sampleKeys.owner },
    async play(app, address) {
      const { fingerprint, observe } = app.recorder;
      const endAtMs = app.clock.now();
      const integrations = await makeIntegrations(app, endAtMs - dayMs);
      const names = { fingerprint, integrationOf: (name: string) => integrations.get(name)?.id ?? name };
      const tokenOf = (name: string) => integrations.get(name)?.token ?? "";
      const { signal } = stopped;
      const day = { seed, endAtMs, utcOffsetMinutes: -new Date().getTimezoneOffset() };
      const attempts = await replayDay({ origin: server.origin, names, observe, signal }, day);
      await stampUses(app, integrations.values());
      await markDeploys(app, endAtMs);
      await recordConduct(app.store, endAtMs - dayMs, endAtMs);
      app.log.info({ attempts }, "demo: a day of traffic is in the log; about one call a second follows");
      traffic = keepTraffic({ app, address, tokenOf, simulator, seed }, signal);
    },
    async stop(closeApp) {
      stopped.abort();
      await traffic;
      await closeApp();
      await server.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

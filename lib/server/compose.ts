import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Logger } from "pino";
import { createAuthState } from "#lib/auth/auth-state";
import { ensureEnvironmentOwner } from "#lib/auth/environment-owner";
import { openKeys } from "#lib/auth/installation-keys";
import { readSecret } from "#lib/auth/read-secret";
import { createIngestWriter } from "#lib/ingest/ingest-writer";
import { openCredentials } from "#lib/integrations/credentials";
import { openIntegrations } from "#lib/integrations/integrations";
import { createFingerprint, type Fingerprint } from "#lib/kisi/fingerprint";
import { watchUser } from "#lib/kisi/watch-user";
import { createBreaker } from "#lib/outbound/breaker";
import { createCallUpstream } from "#lib/outbound/call";
import { createPacer } from "#lib/outbound/pacer";
import type { PriorityPace } from "#lib/outbound/priority";
import { createRetryBudget } from "#lib/outbound/retry-budget";
import { createSend } from "#lib/outbound/send";
import { openReleaseWatch } from "#lib/problems/release-watch";
import { createRiskWatch } from "#lib/risk/risk-watch";
import { announceStored } from "#lib/server/announce-stored";
import type { App } from "#lib/server/app";
import { createAudit } from "#lib/server/audit";
import type { Env } from "#lib/server/env";
import { createForgetPerson } from "#lib/server/forget-person";
import { joinAlerts } from "#lib/server/join-alerts";
import { joinClient } from "#lib/server/join-client";
import { joinDigest } from "#lib/server/join-digest";
import { joinGuard } from "#lib/server/join-guard";
import { joinRecorder } from "#lib/server/join-recorder";
import { joinReports } from "#lib/server/join-reports";
import { createLiveBus } from "#lib/server/live-bus";
import { createLog } from "#lib/server/log";
import { createMetrics } from "#lib/server/metrics";
import { createStoreLosses } from "#lib/server/store-losses";
import { createTurnedAway } from "#lib/server/turned-away";
import { openKisiKey } from "#lib/settings/kisi-key";
import { openProblemSettings } from "#lib/settings/problem-settings";
import { openRedactionSettings } from "#lib/settings/redaction-settings";
import { openRiskSettings } from "#lib/settings/risk-settings";
import { openSqliteStore } from "#lib/store/sqlite/open";
import type { Store } from "#lib/store/store";
import { systemClock } from "#lib/time/clock";

type Options = { readonly env: Env; readonly publicUrl: string; readonly demo: boolean; readonly version: string };

/**
 * Joins the modules into one app: the only place that knows them all. Throws an `AppError` with the way out if the data
 * directory, the secret or the environment cannot be used; nothing stays open then.
 */
export async function composeApp(options: Options): Promise<App> {
  const log = createLog(options.env.logLevel);
  const announce = (words: string) => log.info(words);
  const store = await openSqliteStore({ dir: options.env.dataDir, clock: systemClock, announce });
  try {
    return await joinModules(options, store, log);
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function openScratch() {
  const dir = await mkdtemp(join(tmpdir(), "ajar-scratch-"));
  const store = await openSqliteStore({ dir, clock: systemClock });
  const close = async () => {
    await store.close();
    await rm(dir, { recursive: true, force: true });
  };
  return { store, close };
}

async function joinModules({ env, publicUrl, demo, version }: Options, store: Store, log: Logger): Promise<App> {
  const clock = systemClock;
  const keys = await openKeys(store, await readSecret(store, env));
  const { box } = keys;
  const fingerprint = createFingerprint(keys.fingerprint);
  const kisiKey = await openKisiKey({ store, box, clock, environmentKey: env.kisiApiKey });
  const integrations = await openIntegrations({
    store,
    box,
    clock,
    gatewayToken: env.gatewayToken,
    onStampError: (error) => log.warn({ err: error }, "when a token was last used could not be stored"),
  });
  const credentials = await openCredentials({ store });
  const riskSettings = await openRiskSettings(store);
  const redactionSettings = await openRedactionSettings(store);
  if (env.admin) await ensureEnvironmentOwner({ store, clock }, env.admin);

  const ownTokens = [env.apiToken, env.gatewayToken].filter((token) => token !== null);
  const knownSecrets = () => [...kisiKey.knownSecrets(), ...integrations.knownSecrets(), ...ownTokens];
  const risk = createRiskWatch({
    store,
    settings: riskSettings,
    clock,
    onUnreadable: (err) => log.error({ err }, "the risk budget could not be read"),
  });
  const live = createLiveBus((error) => log.error({ err: error }, "a live view could not be told"));
  const joined = await joinGuard({ store, clock, log, live, integrations, risk, signKey: keys.guard });
  const { closeGuard, priorityPace, ...guarding } = joined;
  const { guard } = guarding;
  const parts = { env, store, clock, log, live, fingerprint, knownSecrets, credentials, risk, guard, priorityPace };
  const { closeConnections, ...shared } = joinOutbound({ ...parts, redactionSettings });
  const joinedSoFar = { version, env, publicUrl, clock, log, store, live, riskSettings, ...shared, ...guarding };
  const { alerts, closeSender } = await joinAlerts({ ...joinedSoFar, box });
  const reports = joinReports({ ...joinedSoFar, integrations, box });
  return {
    ...joinedSoFar,
    demo,
    audit: createAudit({ store, clock, log }),
    kisi: joinClient({ env, clock, version, fingerprint, credentials, callUpstream: shared.callUpstream }),
    kisiKey,
    integrations,
    credentials,
    risk,
    alerts,
    digest: await joinDigest({ ...joinedSoFar, alerts }),
    redactionSettings,
    openScratch,
    ...(await joinProblems({ store, clock, log })),
    reports,
    forgetPerson: createForgetPerson({ store, clock, box, reports }),
    auth: createAuthState({ store, clock, keys, oidc: env.oidc, publicUrl, apiToken: env.apiToken }),
    close: async () => {
      await reports.close();
      await closeConnections();
      await closeGuard();
      await closeSender();
      await store.close();
    },
  };
}

async function joinProblems({ store, clock, log }: Pick<App, "store" | "clock" | "log">) {
  const onLoss = (words: string, err?: unknown) => log.warn({ err }, words);
  return {
    problemSettings: await openProblemSettings(store),
    releases: await openReleaseWatch({ store, clock, onLoss }),
  };
}

type OutboundParts = Pick<
  App,
  "env" | "store" | "clock" | "log" | "live" | "credentials" | "risk" | "guard" | "redactionSettings"
> & {
  readonly priorityPace: PriorityPace;
  readonly fingerprint: (secret: string) => Fingerprint;
  readonly knownSecrets: () => readonly string[];
};

/** The call loop with all that looks on: the recorder, ingest beside it, and who learns whose a key is. */
function joinOutbound(parts: OutboundParts) {
  const { env, store, clock, log, live, credentials, risk, guard, priorityPace } = parts;
  const storeLosses = createStoreLosses();
  const turnedAway = createTurnedAway({ clock, log });
  const writer = announceStored(store, live);
  const { recorder, redact } = joinRecorder({ ...parts, writer });
  const { send, close: closeConnections } = createSend();
  const callUpstream = createCallUpstream({
    send,
    clock,
    random: Math.random,
    observe: recorder.observe,
    onObserveError: (callId, error) => {
      storeLosses.add(clock.now());
      log.error(
        { callId, err: error.kind === "failed" ? error.cause : error },
        "an attempt went to Kisi but is not surely stored",
      );
    },
    pacer: createPacer(clock),
    breaker: createBreaker(clock),
    retryBudget: createRetryBudget(),
    guard,
    priorityPace,
  });
  const onUser = (credential: string, kisiUser: string) => {
    credentials
      .learn(credential, kisiUser)
      .catch((error: unknown) => log.warn({ err: error }, "whose a key is could not be stored"));
  };
  return {
    storeLosses,
    turnedAway,
    metrics: createMetrics({ live, storeLosses, risk, turnedAway }),
    recorder,
    ingest: createIngestWriter({
      store: { findForIngest: store.findForIngest, recordIngested: writer.recordIngested },
      redact,
      origin: env.kisiBaseUrl,
      breathe: () => new Promise((resolve) => setImmediate(resolve)),
    }),
    callUpstream: watchUser({ callUpstream, credentialOf: recorder.credentialOf, onUser }),
    closeConnections,
  };
}

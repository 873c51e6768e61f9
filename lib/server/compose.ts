import { createAuthState } from "#lib/auth/auth-state";
import { ensureEnvironmentOwner } from "#lib/auth/environment-owner";
import { deriveKey, loadSecret } from "#lib/auth/secret";
import { newCallId } from "#lib/kisi/call-id";
import { createKisiClient } from "#lib/kisi/client";
import { createFingerprint } from "#lib/kisi/fingerprint";
import { createBreaker } from "#lib/outbound/breaker";
import { createCallUpstream } from "#lib/outbound/call";
import { createPacer } from "#lib/outbound/pacer";
import { createRetryBudget } from "#lib/outbound/retry-budget";
import { createSend } from "#lib/outbound/send";
import { createRecorder } from "#lib/recorder/recorder";
import { createSecretBox } from "#lib/secrets/secret-box";
import type { App } from "#lib/server/app";
import type { Env } from "#lib/server/env";
import { createLog } from "#lib/server/log";
import { createStoreLosses } from "#lib/server/store-losses";
import { openKisiKey } from "#lib/settings/kisi-key";
import { checkSecret } from "#lib/settings/secret-check";
import { openSqliteStore } from "#lib/store/sqlite/open";
import type { Store } from "#lib/store/store";
import { systemClock } from "#lib/time/clock";

type Options = { readonly env: Env; readonly publicUrl: string; readonly demo: boolean; readonly version: string };

/**
 * Joins the modules into one app: the only place that knows them all. Throws an `AppError` with the way out if the data
 * directory, the secret or the environment cannot be used; nothing stays open then.
 */
export async function composeApp(options: Options): Promise<App> {
  const store = await openSqliteStore({ dir: options.env.dataDir, clock: systemClock });
  try {
    return await joinModules(options, store);
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function joinModules({ env, publicUrl, demo, version }: Options, store: Store): Promise<App> {
  const clock = systemClock;
  const log = createLog(env.logLevel);
  const secret = await loadSecret(env.secret ?? undefined, env.dataDir);
  await checkSecret(store, deriveKey(secret.bytes, "check"), secret.origin === "env" ? "AJAR_SECRET" : secret.path);
  const fingerprint = createFingerprint(deriveKey(secret.bytes, "fingerprint"));
  const box = createSecretBox(deriveKey(secret.bytes, "seal"));
  const kisiKey = await openKisiKey({ store, box, clock, environmentKey: env.kisiApiKey });
  if (env.admin) await ensureEnvironmentOwner({ store, clock }, env.admin);

  const ownTokens = [env.apiToken, env.gatewayToken].filter((token) => token !== null);
  const storeLosses = createStoreLosses();
  const recorder = createRecorder({
    writer: store,
    fingerprint,
    knownSecrets: () => [...kisiKey.knownSecrets(), ...ownTokens],
    // A store that refuses is counted below, where the loop learns of it; this is a redaction that failed.
    onLoss: ({ kind, cause, ...where }) => {
      if (kind === "redaction") log.error({ err: cause, ...where }, "an attempt is stored without its details");
    },
  });
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
  });
  return {
    version,
    env,
    publicUrl,
    demo,
    clock,
    log,
    store,
    storeLosses,
    recorder: { observe: recorder.observe, fingerprint },
    callUpstream,
    kisi: createKisiClient({
      callUpstream,
      origin: env.kisiBaseUrl,
      newCallId,
      fingerprint,
      clock,
      version,
      paced: env.pacer,
    }),
    kisiKey,
    auth: createAuthState({ store, clock, apiToken: env.apiToken }),
    close: async () => {
      await closeConnections();
      await store.close();
    },
  };
}

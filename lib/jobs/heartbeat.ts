import { request } from "undici";
import type { App } from "#lib/server/app";
import { isLookingInTime } from "#lib/server/looking-in-time";

type HeartbeatApp = {
  readonly alerts: Pick<App["alerts"], "lookedAtMs">;
  readonly clock: Pick<App["clock"], "now" | "sleep">;
  readonly env: Pick<App["env"], "heartbeatUrl">;
  readonly log: { readonly warn: (facts: object, words: string) => void };
};

const everyMs = 60_000;
const timeoutMs = 10_000;

/**
 * Pings AJAR_HEARTBEAT_URL each minute while the rules are looked at in time, until `signal` aborts: who listens there
 * notices when nobody looks any more. A ping that fails is logged; the next one comes in a minute.
 */
export async function keepHeartbeat(app: HeartbeatApp, signal: AbortSignal): Promise<void> {
  const { alerts, clock, env, log } = app;
  if (env.heartbeatUrl === null) return;
  while (!signal.aborted) {
    if (isLookingInTime(alerts.lookedAtMs(), clock.now())) {
      await ping(env.heartbeatUrl, signal).catch((error: unknown) => {
        if (!signal.aborted) log.warn({ err: error }, "the heartbeat URL could not be pinged");
      });
    }
    await clock.sleep(everyMs, signal).catch(() => {
      // The signal ends the wait; the loop's condition sees it.
    });
  }
}

async function ping(url: string, signal: AbortSignal): Promise<void> {
  const within = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  const { statusCode, body } = await request(url, { method: "GET", reset: true, signal: within });
  await body.dump();
  if (statusCode >= 400) throw new Error(`the heartbeat URL answered ${statusCode}`);
}

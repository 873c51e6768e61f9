import type { App } from "#lib/server/app";

type AlertingApp = Pick<App, "alerts" | "clock" | "log">;

/** From a condition to its alert it may take no longer than three of these. */
export const lookEveryMs = 5_000;

/**
 * Looks at all rules every few seconds, one look after the other, and sends what waits, until `signal` aborts. A look
 * that fails is logged and tried again at the next turn.
 */
export async function keepAlerting(app: AlertingApp, signal: AbortSignal): Promise<void> {
  await Promise.all([keepLooking(app, signal), app.alerts.outbox.run(signal)]);
}

async function keepLooking({ alerts, clock, log }: AlertingApp, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const startedMs = clock.elapsed();
    await alerts.look().catch((error: unknown) => log.error({ err: error }, "the rules could not be looked at"));
    const restMs = Math.max(0, lookEveryMs - (clock.elapsed() - startedMs));
    await clock.sleep(restMs, signal).catch(() => {
      // The signal ends the wait; the loop's condition sees it.
    });
  }
}

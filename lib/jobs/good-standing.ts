import { recordConduct } from "#lib/reports/good-standing";
import type { App } from "#lib/server/app";

const hourMs = 3_600_000;
/** Attempts of the day before may still be told by others. */
const afterMidnightMs = hourMs;

type StandingApp = Pick<App, "clock" | "log" | "store">;

/**
 * Adds each day to the good-standing record an hour after it ended, until `signal` aborts; days that were missed are made
 * up for. The record begins with the first day that has attempts.
 */
export async function keepGoodStanding({ clock, log, store }: StandingApp, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const nowMs = clock.now() - afterMidnightMs;
    await recordConduct(store, nowMs - 24 * hourMs, nowMs).catch((error: unknown) => {
      log.error({ err: error }, "the good-standing record could not be kept");
    });
    await clock.sleep(hourMs, signal).catch(() => {
      // The signal ends the wait; the loop's condition sees it.
    });
  }
}

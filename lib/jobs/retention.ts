import type { App } from "#lib/server/app";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Rollups outlive the rows that they count, see interface: charts of a year stay after the calls are gone. */
const rollupDays = 400;

/** A message tells of a moment: what it said stays with its alert, and who has not read it by then never will. */
const deliveryDays = 90;

type RetentionApp = Pick<App, "clock" | "log" | "env"> & {
  readonly store: Pick<App["store"], "deleteAttemptsBefore" | "deleteRollupsBefore" | "deleteDeliveriesBefore">;
};

/**
 * Deletes what is past its retention, now and then every hour, until `signal` aborts. One pass at a time; a pass that
 * fails is logged and tried again at the next hour.
 */
export async function keepRetention(app: RetentionApp, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await deleteExpired(app);
    await app.clock.sleep(hourMs, signal).catch(() => {
      // The signal ends the wait; the loop's condition sees it.
    });
  }
}

async function deleteExpired({ clock, env, log, store }: RetentionApp): Promise<void> {
  const nowMs = clock.now();
  try {
    const attempts = await store.deleteAttemptsBefore(nowMs - env.retentionDays * dayMs);
    const rollups = await store.deleteRollupsBefore(nowMs - rollupDays * dayMs);
    const deliveries = await deleteDeliveries(store, nowMs - deliveryDays * dayMs);
    if (attempts + rollups + deliveries > 0) {
      log.info({ attempts, rollups, deliveries }, "deleted what is past its retention");
    }
  } catch (error) {
    log.error({ err: error }, "retention failed; it is tried again in an hour");
  }
}

async function deleteDeliveries(store: RetentionApp["store"], beforeMs: number): Promise<number> {
  let sum = 0;
  for (;;) {
    const done = await store.deleteDeliveriesBefore(beforeMs);
    if (done === 0) return sum;
    sum += done;
  }
}

import { and, asc, desc, eq, gte, inArray, isNull, lt, ne, or, sql } from "drizzle-orm";
import type { AlertStore } from "#lib/store/alert-store";
import { alertEvents, alerts, deliveries } from "#lib/store/sqlite/alert-schema";
import type { MainDatabase } from "#lib/store/sqlite/main-database";

type AlertVerbs = Pick<AlertStore, "listAlerts" | "findAlert" | "listAlertEvents" | "saveAlerts">;

/** Alerts, what happened to them, and the writing side of the outbox. */
export function createAlerts({ db, read, write }: MainDatabase): AlertVerbs {
  return {
    listAlerts: ({ state, ruleId, fromMs, toMs, limit }) =>
      read(() =>
        db
          .select()
          .from(alerts)
          .where(
            and(
              lt(alerts.startedAtMs, toMs),
              or(isNull(alerts.endedAtMs), gte(alerts.endedAtMs, fromMs)),
              state === null ? undefined : eq(alerts.state, state),
              ruleId === null ? undefined : eq(alerts.ruleId, ruleId),
            ),
          )
          .orderBy(desc(alerts.startedAtMs), desc(alerts.id))
          .limit(limit)
          .all(),
      ),
    findAlert: (id) => read(() => db.select().from(alerts).where(eq(alerts.id, id)).get()),
    listAlertEvents: (alertId) =>
      read(() =>
        db
          .select({
            alertId: alertEvents.alertId,
            atMs: alertEvents.atMs,
            kind: alertEvents.kind,
            who: alertEvents.who,
            words: alertEvents.words,
          })
          .from(alertEvents)
          .where(eq(alertEvents.alertId, alertId))
          .orderBy(asc(alertEvents.id))
          .all(),
      ),
    saveAlerts: (change) =>
      write((tx) => {
        for (const { subjects, ...alert } of change.alerts) {
          const row = { ...alert, subjects: [...subjects] };
          tx.insert(alerts).values(row).onConflictDoUpdate({ target: alerts.id, set: row }).run();
        }
        for (const event of change.events) tx.insert(alertEvents).values(event).run();
        for (const delivery of change.deliveries) tx.insert(deliveries).values(delivery).run();
      }),
  };
}

type DeliveryVerbs = Pick<
  AlertStore,
  "listDeliveries" | "findDelivery" | "listWaitingDeliveries" | "noteDelivery" | "deleteDeliveriesBefore"
>;

/** Rows a transaction on the main thread: it takes a few milliseconds. */
const rowsPerPiece = 200;

const shown = {
  id: deliveries.id,
  alertId: deliveries.alertId,
  channelId: deliveries.channelId,
  type: deliveries.type,
  payload: deliveries.payload,
  createdAtMs: deliveries.createdAtMs,
  state: deliveries.state,
  tries: deliveries.tries,
  nextTryAtMs: deliveries.nextTryAtMs,
  lastTryAtMs: deliveries.lastTryAtMs,
  lastAnswer: deliveries.lastAnswer,
};

/** The reading side of the outbox. */
export function createDeliveries({ db, read, write }: MainDatabase): DeliveryVerbs {
  const heads = db
    .select({ seq: sql`min(${deliveries.seq})` })
    .from(deliveries)
    .where(eq(deliveries.state, "pending"))
    .groupBy(deliveries.channelId, deliveries.alertId);
  const waitingQuery = db
    .select(shown)
    .from(deliveries)
    .where(sql`${deliveries.seq} IN ${heads}`)
    .orderBy(asc(deliveries.seq))
    .prepare();
  return {
    listDeliveries: ({ state, alertId, channelId, limit }) =>
      read(() =>
        db
          .select(shown)
          .from(deliveries)
          .where(
            and(
              state === null ? undefined : eq(deliveries.state, state),
              alertId === null ? undefined : eq(deliveries.alertId, alertId),
              channelId === null ? undefined : eq(deliveries.channelId, channelId),
            ),
          )
          .orderBy(desc(deliveries.seq))
          .limit(limit)
          .all(),
      ),
    findDelivery: (id) => read(() => db.select(shown).from(deliveries).where(eq(deliveries.id, id)).get()),
    listWaitingDeliveries: () => read(() => waitingQuery.all()),
    noteDelivery: (id, outcome) =>
      write((tx) => void tx.update(deliveries).set(outcome).where(eq(deliveries.id, id)).run()),
    deleteDeliveriesBefore: (beforeMs) =>
      write((tx) => {
        const old = db
          .select({ seq: deliveries.seq })
          .from(deliveries)
          .where(and(lt(deliveries.createdAtMs, beforeMs), ne(deliveries.state, "pending")))
          .orderBy(asc(deliveries.seq))
          .limit(rowsPerPiece);
        return tx.delete(deliveries).where(inArray(deliveries.seq, old)).run().changes;
      }),
  };
}

import { and, asc, eq, gt, isNull } from "drizzle-orm";
import { type Rule, ruleSettingsSchema } from "#lib/model/alert-rule";
import type { AlertStore } from "#lib/store/alert-store";
import { alertChannels, alertRules, alertSilences, deliveries } from "#lib/store/sqlite/alert-schema";
import type { MainDatabase } from "#lib/store/sqlite/main-database";

type Verbs = Pick<
  AlertStore,
  | "listRules"
  | "createRules"
  | "replaceRule"
  | "deleteRule"
  | "listSilences"
  | "createSilence"
  | "deleteSilence"
  | "listChannels"
  | "createChannel"
  | "disableChannel"
  | "deleteChannel"
>;
type Transaction = Parameters<Parameters<MainDatabase["write"]>[0]>[0];

/** What an owner sets of alerts: rules, silences and channels. */
export function createAlertRules({ db, read, write }: MainDatabase): Verbs {
  const ruleQuery = db.select().from(alertRules).orderBy(asc(alertRules.createdAtMs), asc(alertRules.id)).prepare();
  const channelQuery = db
    .select()
    .from(alertChannels)
    .orderBy(asc(alertChannels.createdAtMs), asc(alertChannels.id))
    .prepare();
  return {
    listRules: () => read(() => ruleQuery.all().map(ruleOf)),
    createRules: (rules) =>
      write((tx) => {
        for (const rule of rules) tx.insert(alertRules).values(rowOf(rule)).run();
      }),
    replaceRule: (rule) =>
      write((tx) => tx.update(alertRules).set(rowOf(rule)).where(eq(alertRules.id, rule.id)).run().changes === 1),
    deleteRule: (id) => write((tx) => tx.delete(alertRules).where(eq(alertRules.id, id)).run().changes === 1),
    listSilences: (nowMs) =>
      read(() =>
        db
          .select()
          .from(alertSilences)
          .where(gt(alertSilences.untilMs, nowMs))
          .orderBy(asc(alertSilences.createdAtMs), asc(alertSilences.id))
          .all(),
      ),
    createSilence: (silence) => write((tx) => void tx.insert(alertSilences).values(silence).run()),
    deleteSilence: (id) => write((tx) => tx.delete(alertSilences).where(eq(alertSilences.id, id)).run().changes === 1),
    listChannels: () => read(() => channelQuery.all()),
    createChannel: (channel) => write((tx) => void tx.insert(alertChannels).values(channel).run()),
    disableChannel: (id, nowMs) =>
      write((tx) => {
        giveUp(tx, id, "The target said that it is gone");
        const isOn = and(eq(alertChannels.id, id), isNull(alertChannels.disabledAtMs));
        return tx.update(alertChannels).set({ disabledAtMs: nowMs }).where(isOn).run().changes === 1;
      }),
    deleteChannel: (id) =>
      write((tx) => {
        giveUp(tx, id, "The channel was removed");
        return tx.delete(alertChannels).where(eq(alertChannels.id, id)).run().changes === 1;
      }),
  };
}

/** Nothing may wait for a channel that takes nothing. */
function giveUp(tx: Transaction, channelId: string, lastAnswer: string): void {
  const waits = and(eq(deliveries.channelId, channelId), eq(deliveries.state, "pending"));
  tx.update(deliveries).set({ state: "dead", nextTryAtMs: null, lastAnswer }).where(waits).run();
}

function ruleOf({ settings, ...row }: typeof alertRules.$inferSelect): Rule {
  return { ...row, ...ruleSettingsSchema.parse(settings) };
}

function rowOf({ id, kind, createdAtMs, updatedAtMs, ...settings }: Rule): typeof alertRules.$inferInsert {
  return { id, kind, createdAtMs, updatedAtMs, settings };
}

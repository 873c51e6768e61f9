import { sql } from "drizzle-orm";
import { index, integer, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { AlertSubject, alertEndings, alertEventKinds } from "#lib/model/alert";
import { alertStates } from "#lib/model/alert";
import { type RuleSettings, ruleKinds, severities } from "#lib/model/alert-rule";
import { channelKinds, deliveryStates, messageTypes } from "#lib/model/delivery";

// Rules, alerts and the outbox of their messages.

export const alertRules = sqliteTable("alert_rules", {
  id: text().primaryKey(),
  kind: text({ enum: ruleKinds }).notNull(),
  /** One text: nothing is ever looked for in it, and its fields will grow. */
  settings: text({ mode: "json" }).$type<RuleSettings>().notNull(),
  createdAtMs: integer("created_at_ms").notNull(),
  updatedAtMs: integer("updated_at_ms").notNull(),
});

export const alerts = sqliteTable(
  "alerts",
  {
    id: text().primaryKey(),
    ruleId: text("rule_id").notNull(),
    ruleName: text("rule_name").notNull(),
    kind: text({ enum: ruleKinds }).notNull(),
    severity: text({ enum: severities }).notNull(),
    state: text({ enum: alertStates }).notNull(),
    startedAtMs: integer("started_at_ms").notNull(),
    endedAtMs: integer("ended_at_ms"),
    ending: text().$type<(typeof alertEndings)[number]>(),
    lastBreachAtMs: integer("last_breach_at_ms").notNull(),
    value: real().notNull(),
    peak: real().notNull(),
    threshold: real().notNull(),
    windowSeconds: integer("window_seconds").notNull(),
    attempts: integer().notNull(),
    bad: integer().notNull(),
    summary: text().notNull(),
    subjects: text({ mode: "json" }).$type<AlertSubject[]>().notNull(),
    subjectCount: integer("subject_count").notNull(),
    inhibitedBy: text("inhibited_by"),
    silencedBy: text("silenced_by"),
    acknowledgedAtMs: integer("acknowledged_at_ms"),
    acknowledgedBy: text("acknowledged_by"),
    remindedAtMs: integer("reminded_at_ms"),
    frozenSinceMs: integer("frozen_since_ms"),
  },
  (table) => [
    index("alerts_by_start").on(table.startedAtMs),
    index("alerts_by_rule").on(table.ruleId, table.startedAtMs),
    index("alerts_firing").on(table.startedAtMs).where(sql`state = 'firing'`),
  ],
);

export const alertEvents = sqliteTable(
  "alert_events",
  {
    id: integer().primaryKey(),
    alertId: text("alert_id")
      .notNull()
      .references(() => alerts.id),
    atMs: integer("at_ms").notNull(),
    kind: text().$type<(typeof alertEventKinds)[number]>().notNull(),
    who: text(),
    words: text().notNull(),
  },
  (table) => [index("alert_events_by_alert").on(table.alertId)],
);

export const alertSilences = sqliteTable("alert_silences", {
  id: text().primaryKey(),
  ruleId: text("rule_id"),
  createdAtMs: integer("created_at_ms").notNull(),
  untilMs: integer("until_ms").notNull(),
  reason: text().notNull(),
  who: text().notNull(),
});

export const alertChannels = sqliteTable("alert_channels", {
  id: text().primaryKey(),
  kind: text({ enum: channelKinds }).notNull(),
  name: text().notNull(),
  target: text().notNull(),
  sealed: text().notNull(),
  createdAtMs: integer("created_at_ms").notNull(),
  disabledAtMs: integer("disabled_at_ms"),
});

/** The outbox. A channel may be gone before its messages are, so no key binds the two. */
export const deliveries = sqliteTable(
  "deliveries",
  {
    /** The order in which they were written, which no clock can turn round. */
    seq: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull().unique(),
    alertId: text("alert_id").notNull(),
    channelId: text("channel_id").notNull(),
    type: text({ enum: messageTypes }).notNull(),
    payload: text().notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
    state: text({ enum: deliveryStates }).notNull(),
    tries: integer().notNull(),
    nextTryAtMs: integer("next_try_at_ms"),
    lastTryAtMs: integer("last_try_at_ms"),
    lastAnswer: text("last_answer"),
  },
  (table) => [
    index("deliveries_waiting").on(table.channelId, table.alertId, table.seq).where(sql`state = 'pending'`),
    index("deliveries_by_alert").on(table.alertId),
    index("deliveries_by_channel").on(table.channelId),
  ],
);

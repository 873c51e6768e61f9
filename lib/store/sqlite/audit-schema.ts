import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** A migration adds triggers that refuse to change or remove a row: drizzle has no word for them. */
export const auditEvents = sqliteTable("audit_events", {
  id: integer().primaryKey({ autoIncrement: true }),
  atMs: integer("at_ms").notNull(),
  actor: text().notNull(),
  address: text(),
  action: text().notNull(),
  target: text(),
});

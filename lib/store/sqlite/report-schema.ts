import { blob, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Drafts and issued reports; those have a number and are never changed again. */
export const reports = sqliteTable("reports", {
  id: text().primaryKey(),
  title: text().notNull(),
  spec: text().notNull(),
  content: text(),
  createdAtMs: integer("created_at_ms").notNull(),
  changedAtMs: integer("changed_at_ms").notNull(),
  number: integer().unique(),
  issuedAtMs: integer("issued_at_ms"),
  issuedBy: text("issued_by"),
  sha256: text(),
});

/** Copies of the attempts that a report is about, a thousand or so in each, gzipped. */
export const reportParts = sqliteTable(
  "report_parts",
  {
    report: text()
      .notNull()
      .references(() => reports.id, { onDelete: "cascade" }),
    part: integer().notNull(),
    csv: blob({ mode: "buffer" }).notNull(),
    ndjson: blob({ mode: "buffer" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.report, table.part] })],
);

/** The good-standing record: a line a day, each with the hash of the one before. */
export const conductDays = sqliteTable("conduct_days", {
  day: text().primaryKey(),
  content: text().notNull(),
  hash: text().notNull(),
});

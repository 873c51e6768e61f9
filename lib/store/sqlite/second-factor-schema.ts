import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { accounts } from "#lib/store/sqlite/schema";

/** Apps that show codes, at most one an account. */
export const secondFactors = sqliteTable("second_factors", {
  accountId: integer("account_id")
    .primaryKey()
    .references(() => accounts.id, { onDelete: "cascade" }),
  sealed: text().notNull(),
  createdAtMs: integer("created_at_ms").notNull(),
  confirmedAtMs: integer("confirmed_at_ms"),
  lastStep: integer("last_step").notNull(),
});

/** Those that were not used yet, by their SHA-256. They go with the app that they stand in for. */
export const recoveryCodes = sqliteTable(
  "recovery_codes",
  {
    accountId: integer("account_id")
      .notNull()
      .references(() => secondFactors.accountId, { onDelete: "cascade" }),
    codeHash: text("code_hash").notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.codeHash] })],
);

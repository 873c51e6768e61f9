import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { roles } from "#lib/model/account";

/** Places held for people who have not chosen a password yet. */
export const invitations = sqliteTable("invitations", {
  /** In lower case: one for each. */
  email: text().primaryKey(),
  codeHash: text("code_hash").notNull().unique(),
  role: text({ enum: roles }).notNull(),
  invitedBy: text("invited_by").notNull(),
  createdAtMs: integer("created_at_ms").notNull(),
  expiresAtMs: integer("expires_at_ms").notNull(),
});

import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { accounts } from "#lib/store/sqlite/schema";

/** Tries to sign in, by what they are counted under. */
export const signInTries = sqliteTable(
  "sign_in_tries",
  {
    key: text().primaryKey(),
    tries: integer().notNull(),
    endsAtMs: integer("ends_at_ms").notNull(),
  },
  (table) => [index("sign_in_tries_by_end").on(table.endsAtMs)],
);

/** Addresses and browsers that an account has signed in from. */
export const knownPlaces = sqliteTable(
  "known_places",
  {
    accountId: integer("account_id")
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    kind: text({ enum: ["address", "device"] }).notNull(),
    name: text().notNull(),
    seenAtMs: integer("seen_at_ms").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.kind, table.name] }),
    index("known_places_by_seen").on(table.seenAtMs),
  ],
);

import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { guardModes } from "#lib/model/guard";

// What a user says of integrations and credentials. What traffic has named stands in schema.ts: an attempt's
// integration is the `id` here, and rows there outlive whatever happens to those here.

export const registeredIntegrations = sqliteTable("registered_integrations", {
  id: text().primaryKey(),
  name: text().notNull(),
  createdAtMs: integer("created_at_ms").notNull(),
  revokedAtMs: integer("revoked_at_ms"),
  identifier: text(),
  contact: text(),
  tokenInPath: integer("token_in_path", { mode: "boolean" }).notNull(),
  /** Null: the mode that is set for all. */
  guard: text({ enum: guardModes }),
  sealedKey: text("sealed_key"),
  keyLast4: text("key_last4"),
  keySetAtMs: integer("key_set_at_ms"),
});

export const integrationTokens = sqliteTable(
  "integration_tokens",
  {
    id: text().primaryKey(),
    integration: text()
      .notNull()
      .references(() => registeredIntegrations.id),
    kind: text({ enum: ["gateway", "ingest"] }).notNull(),
    prefix: text().notNull(),
    tokenHash: text("token_hash").notNull().unique(),
    createdAtMs: integer("created_at_ms").notNull(),
    lastUsedAtMs: integer("last_used_at_ms"),
  },
  (table) => [index("integration_tokens_by_integration").on(table.integration)],
);

/** Whose a credential is. It may be known before the credential's first attempt is stored, so no key binds the two. */
export const credentialUsers = sqliteTable("credential_users", {
  fingerprint: text().primaryKey(),
  kisiUser: text("kisi_user").notNull(),
  origin: text({ enum: ["seen", "hand"] }).notNull(),
});

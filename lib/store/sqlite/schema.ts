import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  real,
  type SQLiteColumn,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import { muteKinds, problemStates } from "#lib/model/problem";

// The tables of attempts, names, accounts and settings. `figures` is made by a migration of its own, because
// drizzle has no word for WITHOUT ROWID. What the small integers mean stands in codes.ts.

/** Every route ever seen, up to a cap; an attempt names its route in two bytes. */
export const routes = sqliteTable(
  "routes",
  {
    id: integer().primaryKey(),
    method: text().notNull(),
    route: text().notNull(),
  },
  (table) => [uniqueIndex("routes_by_name").on(table.route, table.method)],
);

/** The integrations that traffic has named. */
export const integrations = sqliteTable("integrations", {
  id: integer().primaryKey(),
  name: text().notNull().unique(),
});

/** Kisi keys as seen in traffic, known by their keyed fingerprint alone. */
export const credentials = sqliteTable("credentials", {
  id: integer().primaryKey(),
  fingerprint: text().notNull().unique(),
  last4: text(),
});

/** Failures of one route with one fingerprint. Their hours are in `problem_figures`, made by a migration of its own. */
export const problems = sqliteTable(
  "problems",
  {
    id: integer().primaryKey(),
    publicId: text("public_id").notNull().unique(),
    routeId: integer("route_id")
      .notNull()
      .references(() => routes.id),
    fingerprint: text().notNull(),
    outcome: integer().notNull(),
    status: integer(),
    errorCode: text("error_code"),
    fields: text({ mode: "json" }).$type<string[]>().notNull(),
    networkError: integer("network_error"),
    other: integer({ mode: "boolean" }).notNull(),
    firstSeenAtMs: integer("first_seen_at_ms").notNull(),
    lastSeenAtMs: integer("last_seen_at_ms").notNull(),
    attempts: integer().notNull(),
    calls: integer().notNull(),
    state: text({ enum: problemStates }).notNull(),
    muteKind: text("mute_kind", { enum: muteKinds }),
    muteUntilMs: integer("mute_until_ms"),
    muteUntilAttempts: integer("mute_until_attempts"),
    resolvedAtMs: integer("resolved_at_ms"),
    regressAfterMs: integer("regress_after_ms"),
    regressedAtMs: integer("regressed_at_ms"),
    escalatingSinceMs: integer("escalating_since_ms"),
    revision: integer().notNull(),
    firstShape: text("first_shape"),
    firstShapeAtMs: integer("first_shape_at_ms"),
  },
  (table) => [uniqueIndex("problems_by_fingerprint").on(table.routeId, table.fingerprint)],
);

type Narrowing = "outcome" | "status" | "routeId" | "integrationId" | "credentialId";

/** What attempts are filtered by most: where an index holds it, a row that is not meant is never read. */
const narrowing = (table: Readonly<Record<Narrowing, SQLiteColumn>>) =>
  [table.outcome, table.status, table.routeId, table.integrationId, table.credentialId] as const;

/** One row an attempt; the final attempt of a call carries the call's totals. */
export const attempts = sqliteTable(
  "attempts",
  {
    id: integer().primaryKey(),
    callId: text("call_id").notNull(),
    attempt: integer().notNull(),
    startedAtMs: integer("started_at_ms").notNull(),
    routeId: integer("route_id").notNull(),
    integrationId: integer("integration_id"),
    credentialId: integer("credential_id"),
    source: integer().notNull(),
    path: text().notNull(),
    outcome: integer().notNull(),
    status: integer(),
    networkError: integer("network_error"),
    blockedReason: integer("blocked_reason"),
    latencyMs: real("latency_ms").notNull(),
    ttfbMs: real("ttfb_ms"),
    heldBackMs: real("held_back_ms").notNull(),
    waitedMs: real("waited_ms").notNull(),
    retryAfterMs: real("retry_after_ms"),
    errorCode: text("error_code"),
    errorMessage: text("error_message"),
    deprecation: text(),
    sunset: text(),
    partnerHeaders: integer("partner_headers"),
    callStartedAtMs: integer("call_started_at_ms"),
    callAttempts: integer("call_attempts"),
    callLatencyMs: real("call_latency_ms"),
    callHeldBackMs: real("call_held_back_ms"),
    /** What a sender's clock said, if that was minutes ahead. */
    toldStartedAtMs: integer("told_started_at_ms"),
    stopReason: integer("stop_reason"),
    /** Under which an attempt was told by others; null for those that Ajar saw itself. */
    externalKey: text("external_key"),
    problemId: integer("problem_id").references(() => problems.id),
  },
  (table) => [
    foreignKey({ columns: [table.routeId], foreignColumns: [routes.id] }),
    foreignKey({ columns: [table.integrationId], foreignColumns: [integrations.id] }),
    foreignKey({ columns: [table.credentialId], foreignColumns: [credentials.id] }),
    uniqueIndex("attempts_by_call").on(table.callId, table.attempt),
    uniqueIndex("attempts_by_external_key").on(table.externalKey).where(sql`external_key IS NOT NULL`),
    index("attempts_deprecated").on(table.startedAtMs).where(sql`deprecation IS NOT NULL OR sunset IS NOT NULL`),
    // Holds whatever figures are counted from, so that the edges of a range never touch the rows themselves.
    index("attempts_by_time").on(
      table.startedAtMs,
      ...narrowing(table),
      table.attempt,
      table.callAttempts,
      table.latencyMs,
    ),
    // Calls that met a failure, also one that a retry healed: failures alone, with what narrows them down.
    index("attempts_failed")
      .on(table.startedAtMs, ...narrowing(table), table.latencyMs)
      .where(sql`outcome <> 0`),
    // Lists of calls: one index a question, each in the order of the list. The partial ones stay small, and those
    // whose calls are few and far between hold what narrows them down.
    index("calls_by_time").on(table.callStartedAtMs).where(sql`call_started_at_ms IS NOT NULL`),
    index("calls_by_route").on(table.routeId, table.callStartedAtMs).where(sql`call_started_at_ms IS NOT NULL`),
    index("calls_by_credential")
      .on(table.credentialId, table.callStartedAtMs)
      .where(sql`call_started_at_ms IS NOT NULL AND credential_id IS NOT NULL`),
    index("calls_by_integration")
      .on(table.integrationId, table.callStartedAtMs)
      .where(sql`call_started_at_ms IS NOT NULL AND integration_id IS NOT NULL`),
    index("calls_by_status")
      .on(table.status, table.callStartedAtMs)
      .where(sql`call_started_at_ms IS NOT NULL AND status <> 200`),
    index("calls_not_successful")
      .on(table.callStartedAtMs, table.id, table.callLatencyMs, ...narrowing(table))
      .where(sql`call_started_at_ms IS NOT NULL AND outcome <> 0`),
    index("calls_not_gateway").on(table.callStartedAtMs).where(sql`call_started_at_ms IS NOT NULL AND source <> 1`),
    index("calls_retried")
      .on(table.callStartedAtMs, table.id, table.callLatencyMs, table.callAttempts, ...narrowing(table))
      .where(sql`call_started_at_ms IS NOT NULL AND call_attempts > 1`),
    index("calls_by_problem")
      .on(table.problemId, table.callStartedAtMs)
      .where(sql`call_started_at_ms IS NOT NULL AND problem_id IS NOT NULL`),
    // Holds whatever problems are counted from at the edges of a range.
    index("attempts_by_problem")
      .on(
        table.problemId,
        table.startedAtMs,
        table.latencyMs,
        table.integrationId,
        table.credentialId,
        table.callAttempts,
      )
      .where(sql`problem_id IS NOT NULL`),
    index("calls_slow")
      .on(table.callStartedAtMs, table.id, table.callLatencyMs, ...narrowing(table))
      .where(sql`call_started_at_ms IS NOT NULL AND call_latency_ms >= 1000`),
  ],
);

/** What was kept of failed exchanges, apart from the rows that lists and figures run over. */
export const exchanges = sqliteTable("exchanges", {
  attemptId: integer("attempt_id")
    .primaryKey()
    .references(() => attempts.id, { onDelete: "cascade" }),
  content: text().notNull(),
});

/** Moments that the store remembers, as the one before which raw attempts are gone. */
export const marks = sqliteTable("marks", {
  name: text().primaryKey(),
  atMs: integer("at_ms").notNull(),
});

export const accounts = sqliteTable(
  "accounts",
  {
    id: integer().primaryKey(),
    email: text().notNull(),
    role: text({ enum: ["owner", "admin", "viewer"] }).notNull(),
    passwordHash: text("password_hash").notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
  },
  () => [
    uniqueIndex("accounts_by_email").on(sql`lower(email)`),
    // The owner is account 1 and no other: a second claim has nowhere to go.
    check("accounts_one_owner", sql`(role = 'owner') = (id = 1)`),
  ],
);

export const sessions = sqliteTable(
  "sessions",
  {
    tokenHash: text("token_hash").primaryKey(),
    accountId: integer("account_id")
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    createdAtMs: integer("created_at_ms").notNull(),
    lastSeenAtMs: integer("last_seen_at_ms").notNull(),
    expiresAtMs: integer("expires_at_ms").notNull(),
    /** Where it was begun from. */
    address: text(),
    userAgent: text("user_agent"),
  },
  (table) => [index("sessions_by_account").on(table.accountId)],
);

export const apiTokens = sqliteTable("api_tokens", {
  id: text().primaryKey(),
  name: text().notNull(),
  prefix: text().notNull(),
  tokenHash: text("token_hash").notNull().unique(),
  scopes: text({ mode: "json" }).$type<("read" | "write" | "ingest")[]>().notNull(),
  createdAtMs: integer("created_at_ms").notNull(),
  lastUsedAtMs: integer("last_used_at_ms"),
  /** Null: it does not run out. */
  expiresAtMs: integer("expires_at_ms"),
});

export const settings = sqliteTable("settings", {
  key: text().primaryKey(),
  value: text().notNull(),
});

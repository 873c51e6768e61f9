import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { problemStates } from "#lib/model/problem";
import { problems, routes } from "#lib/store/sqlite/schema";

/** What the latest success of each route and integration was made of; integration 0 is traffic of none. */
export const requestShapes = sqliteTable(
  "request_shapes",
  {
    routeId: integer("route_id")
      .notNull()
      .references(() => routes.id),
    integrationId: integer("integration_id").notNull(),
    shape: text().notNull(),
    atMs: integer("at_ms").notNull(),
  },
  (table) => [primaryKey({ columns: [table.routeId, table.integrationId] })],
);

/** What happened to problems: changes of state, and notes. */
export const problemEvents = sqliteTable(
  "problem_events",
  {
    id: integer().primaryKey(),
    problemId: integer("problem_id")
      .notNull()
      .references(() => problems.id),
    atMs: integer("at_ms").notNull(),
    author: text(),
    state: text({ enum: problemStates }),
    note: text(),
  },
  (table) => [index("problem_events_by_problem").on(table.problemId, table.atMs)],
);

/** Releases that went live. */
export const deploys = sqliteTable(
  "deploys",
  {
    id: integer().primaryKey(),
    release: text().notNull(),
    atMs: integer("at_ms").notNull(),
    integration: text(),
    origin: text({ enum: ["api", "header"] }).notNull(),
  },
  (table) => [
    index("deploys_by_time").on(table.atMs),
    // NULLs are never equal, so those told for all need a rule of their own.
    uniqueIndex("deploys_once").on(table.release, table.atMs, table.integration),
    uniqueIndex("deploys_once_for_all").on(table.release, table.atMs).where(sql`integration IS NULL`),
  ],
);

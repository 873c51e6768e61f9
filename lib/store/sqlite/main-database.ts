import type { Database } from "better-sqlite3";
import { type BetterSQLite3Database, drizzle } from "drizzle-orm/better-sqlite3";
import { AppError } from "#lib/errors";
import { storeFailure } from "#lib/store/sqlite/store-failure";
import type { InTurn } from "#lib/time/turns";

export type Drizzle = BetterSQLite3Database;

/**
 * The connection of the main thread, for small tables that every request asks: a look-up takes microseconds, less than
 * a message to another thread. Its writes are rare and take their turn, so that they never wait for the writing thread
 * while they hold the event loop.
 */
export type MainDatabase = {
  readonly db: Drizzle;
  readonly read: <T>(work: () => T) => Promise<T>;
  /** One immediate transaction. */
  readonly write: <T>(work: (db: Pick<Drizzle, "insert" | "update" | "delete">) => T) => Promise<T>;
};

/** Wraps an open connection; errors come out with words for people. */
export function createMainDatabase(database: Database, inTurn: InTurn): MainDatabase {
  const db = drizzle(database);
  const run = <T>(work: () => T): T => {
    if (!database.open) throw new AppError("unavailable", "The store is closed");
    try {
      return work();
    } catch (error) {
      throw storeFailure(error);
    }
  };
  return {
    db,
    read: async (work) => run(work),
    write: (work) => inTurn(() => run(() => db.transaction(work, { behavior: "immediate" }))),
  };
}

import { eq, lte, placeholder, sql } from "drizzle-orm";
import type { MainDatabase } from "#lib/store/sqlite/main-database";
import { accounts, sessions } from "#lib/store/sqlite/schema";
import { secondFactors } from "#lib/store/sqlite/second-factor-schema";
import type { AccountStore } from "#lib/store/store";

const ownerId = 1;

type AccountVerbs = Pick<
  AccountStore,
  | "hasOwner"
  | "claimOwner"
  | "resetOwner"
  | "findAccount"
  | "createSession"
  | "findSession"
  | "touchSession"
  | "endSession"
  | "endSessions"
>;

/** Accounts and their sessions. E-mail addresses are the same in any case. */
export function createAccounts({ db, read, write }: MainDatabase): AccountVerbs {
  const { id, email, role, passwordHash } = accounts;
  const { tokenHash, createdAtMs, lastSeenAtMs, expiresAtMs } = sessions;
  const account = { id, email, role, passwordHash };
  const ownerQuery = db.select({ id }).from(accounts).where(eq(id, ownerId)).prepare();
  const accountQuery = db
    .select(account)
    .from(accounts)
    .where(eq(sql`lower(${email})`, sql`lower(${placeholder("email")})`))
    .prepare();
  const sessionQuery = db
    .select({ tokenHash, account, createdAtMs, lastSeenAtMs, expiresAtMs })
    .from(sessions)
    .innerJoin(accounts, eq(id, sessions.accountId))
    .where(eq(tokenHash, placeholder("tokenHash")))
    .prepare();

  return {
    hasOwner: () => read(() => ownerQuery.get() !== undefined),
    claimOwner: (newEmail, newHash, nowMs) =>
      write((tx) => {
        const owner = {
          id: ownerId,
          email: newEmail,
          role: "owner" as const,
          passwordHash: newHash,
          createdAtMs: nowMs,
        };
        return tx.insert(accounts).values(owner).onConflictDoNothing({ target: id }).run().changes === 1;
      }),
    resetOwner: (newEmail, newHash, nowMs) =>
      write((tx) => {
        const owner = {
          id: ownerId,
          email: newEmail,
          role: "owner" as const,
          passwordHash: newHash,
          createdAtMs: nowMs,
        };
        const set = { email: newEmail, passwordHash: newHash };
        tx.insert(accounts).values(owner).onConflictDoUpdate({ target: id, set }).run();
        tx.delete(sessions).where(eq(sessions.accountId, ownerId)).run();
        tx.delete(secondFactors).where(eq(secondFactors.accountId, ownerId)).run();
      }),
    findAccount: (wanted) => read(() => accountQuery.get({ email: wanted })),
    createSession: (session) =>
      write((tx) => {
        tx.delete(sessions).where(lte(expiresAtMs, session.createdAtMs)).run();
        tx.insert(sessions).values(session).run();
      }),
    findSession: (wanted) => read(() => sessionQuery.get({ tokenHash: wanted })),
    touchSession: (wanted, atMs) =>
      write((tx) => void tx.update(sessions).set({ lastSeenAtMs: atMs }).where(eq(tokenHash, wanted)).run()),
    endSession: (wanted) => write((tx) => void tx.delete(sessions).where(eq(tokenHash, wanted)).run()),
    endSessions: (accountId) => write((tx) => void tx.delete(sessions).where(eq(sessions.accountId, accountId)).run()),
  };
}

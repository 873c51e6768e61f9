import { and, asc, desc, eq, gt, max, ne, placeholder, sql } from "drizzle-orm";
import type { PeopleStore } from "#lib/store/people-store";
import type { MainDatabase } from "#lib/store/sqlite/main-database";
import { invitations } from "#lib/store/sqlite/people-schema";
import { accounts, sessions } from "#lib/store/sqlite/schema";
import { secondFactors } from "#lib/store/sqlite/second-factor-schema";

const ownerId = 1;

/** People, invitations and sessions. The check on `accounts` keeps the owner the one and only. */
export function createPeople({ db, read, write }: MainDatabase): PeopleStore {
  const { id, email, role, createdAtMs } = accounts;
  const peopleQuery = db
    .select({
      ...{ id, email, role, createdAtMs },
      lastSeenAtMs: max(sessions.lastSeenAtMs),
      hasSecondFactor: sql<boolean>`max(${secondFactors.confirmedAtMs}) IS NOT NULL`.mapWith(Boolean),
    })
    .from(accounts)
    .leftJoin(sessions, eq(sessions.accountId, id))
    .leftJoin(secondFactors, eq(secondFactors.accountId, id))
    .groupBy(id)
    .orderBy(desc(eq(id, ownerId)), asc(sql`lower(${email})`))
    .prepare();
  const invitationsQuery = db.select().from(invitations).orderBy(desc(invitations.createdAtMs)).prepare();
  const invitationQuery = db
    .select()
    .from(invitations)
    .where(eq(invitations.codeHash, placeholder("codeHash")))
    .prepare();
  const sessionsQuery = prepareSessions(db);
  const notOwner = (accountId: number) => and(eq(id, accountId), ne(id, ownerId));

  return {
    listPeople: () => read(() => peopleQuery.all()),
    changeRole: (accountId, newRole) =>
      write((tx) => tx.update(accounts).set({ role: newRole }).where(notOwner(accountId)).run().changes === 1),
    removeAccount: (accountId) => write((tx) => tx.delete(accounts).where(notOwner(accountId)).run().changes === 1),
    changePassword: (accountId, newHash) =>
      write((tx) => {
        tx.delete(sessions).where(eq(sessions.accountId, accountId)).run();
        return tx.update(accounts).set({ passwordHash: newHash }).where(eq(id, accountId)).run().changes === 1;
      }),
    putInvitation: (invitation) =>
      write((tx) => {
        const row = { ...invitation, email: invitation.email.toLowerCase() };
        tx.insert(invitations).values(row).onConflictDoUpdate({ target: invitations.email, set: row }).run();
      }),
    listInvitations: () => read(() => invitationsQuery.all()),
    findInvitation: (codeHash) => read(() => invitationQuery.get({ codeHash })),
    deleteInvitation: (wanted) =>
      write((tx) => tx.delete(invitations).where(eq(invitations.email, wanted.toLowerCase())).run().changes === 1),
    acceptInvitation: (codeHash, newHash, nowMs) =>
      write((tx) => {
        const good = and(eq(invitations.codeHash, codeHash), gt(invitations.expiresAtMs, nowMs));
        const [used] = tx.delete(invitations).where(good).returning().all();
        if (!used) return undefined;
        const row = { email: used.email, role: used.role, passwordHash: newHash, createdAtMs: nowMs };
        const samePerson = and(eq(sql`lower(${email})`, used.email), eq(role, used.role));
        const known = tx.update(accounts).set({ passwordHash: newHash }).where(samePerson).returning().all()[0];
        if (known) tx.delete(sessions).where(eq(sessions.accountId, known.id)).run();
        // Nothing comes back for an e-mail whose account has become something else since the link was made.
        const account = known ?? tx.insert(accounts).values(row).onConflictDoNothing().returning().all()[0];
        if (!account) return undefined;
        return { id: account.id, email: account.email, role: account.role, passwordHash: newHash };
      }),
    listSessions: (accountId) => read(() => sessionsQuery.all({ accountId })),
  };
}

function prepareSessions(db: MainDatabase["db"]) {
  return db
    .select({
      tokenHash: sessions.tokenHash,
      createdAtMs: sessions.createdAtMs,
      lastSeenAtMs: sessions.lastSeenAtMs,
      expiresAtMs: sessions.expiresAtMs,
      address: sessions.address,
      userAgent: sessions.userAgent,
    })
    .from(sessions)
    .where(eq(sessions.accountId, placeholder("accountId")))
    .orderBy(desc(sessions.lastSeenAtMs))
    .prepare();
}

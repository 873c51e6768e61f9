import { readBrowser } from "#lib/auth/browser";
import type { Inside } from "#lib/auth/gate";
import { invitableRoles, mayManage } from "#lib/auth/people";
import { findLiveSession, isLive } from "#lib/auth/session";

/** Who has an account or an invitation, and which of them the reader may change. No hash leaves the server. */
export async function readPeople({ store }: Inside["app"], account: Inside["account"]) {
  const [people, invitations] = await Promise.all([store.listPeople(), store.listInvitations()]);
  const roles = invitableRoles(account);
  return {
    people: people.map((person) => ({ ...person, isManaged: mayManage(account, person) })),
    invitations: roles.length === 0 ? [] : invitations.map(({ codeHash: _, ...shown }) => shown),
    roles,
  };
}

/** Where the reader is signed in. */
export async function readSessions({ store, clock }: Inside["app"], account: Inside["account"], nowMs: number) {
  const { token } = await readBrowser();
  const [sessions, current] = await Promise.all([
    store.listSessions(account.id),
    findLiveSession(store, token, clock.now()),
  ]);
  return sessions
    .filter((session) => isLive(session, nowMs))
    .map((session) => ({ ...session, isThis: session.tokenHash === current?.tokenHash }));
}

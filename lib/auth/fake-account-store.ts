import type { Account, ApiToken, Session } from "#lib/model/account";
import type { PeopleStore } from "#lib/store/people-store";
import type { AccountStore } from "#lib/store/store";

type KeptSession = Omit<Session, "account"> & { readonly accountId: number };
type KeptToken = ApiToken & { readonly tokenHash: string };

/** Accounts in memory, for tests; `sessions` and `tokens` show what would stand on disk. */
export function createFakeAccountStore() {
  let owner: Account | undefined;
  const sessions = new Map<string, KeptSession>();
  const tokens = new Map<string, KeptToken>();
  const setOwner = (email: string, passwordHash: string) => {
    owner = { id: 1, email, role: "owner", passwordHash };
  };
  const endSessions = async (accountId: number) => {
    for (const [hash, session] of sessions) if (session.accountId === accountId) sessions.delete(hash);
  };
  const store: AccountStore & Pick<PeopleStore, "changePassword"> = {
    hasOwner: async () => owner !== undefined,
    claimOwner: async (email, passwordHash) => {
      if (owner) return false;
      setOwner(email, passwordHash);
      return true;
    },
    resetOwner: async (email, passwordHash) => {
      setOwner(email, passwordHash);
      await endSessions(1);
    },
    changePassword: async (accountId, passwordHash) => {
      await endSessions(accountId);
      if (owner?.id !== accountId) return false;
      setOwner(owner.email, passwordHash);
      return true;
    },
    findAccount: async (email) => (owner?.email === email ? owner : undefined),
    createSession: async (session) => void sessions.set(session.tokenHash, session),
    findSession: async (tokenHash) => {
      const session = sessions.get(tokenHash);
      return session && owner ? { ...session, account: owner } : undefined;
    },
    touchSession: async (tokenHash, lastSeenAtMs) => {
      const session = sessions.get(tokenHash);
      if (session) sessions.set(tokenHash, { ...session, lastSeenAtMs });
    },
    endSession: async (tokenHash) => void sessions.delete(tokenHash),
    endSessions,
    createApiToken: async (token) => void tokens.set(token.id, { ...token, lastUsedAtMs: null }),
    listApiTokens: async () => [...tokens.values()],
    findApiToken: async (tokenHash) => [...tokens.values()].find((token) => token.tokenHash === tokenHash),
    touchApiToken: async (id, lastUsedAtMs) => {
      const token = tokens.get(id);
      if (token) tokens.set(id, { ...token, lastUsedAtMs });
    },
    deleteApiToken: async (id) => tokens.delete(id),
  };
  return { ...store, sessions, tokens };
}

import type { IntegrationTokenKind } from "#lib/model/integration";
import { hashOf } from "#lib/secrets/token";
import type { IntegrationTokenRecord } from "#lib/store/integration-store";

type Entry = Omit<IntegrationTokenRecord, "lastUsedAtMs"> & { lastUsedAtMs: number | null; stampedAtMs: number };

/** Tokens in memory: the gateway asks for one with every call. */
export type TokenLookup = {
  /** Whose token it is, null if it opens nothing of this kind. Stamps its use. */
  readonly find: (kind: IntegrationTokenKind, token: string, nowMs: number) => string | null;
  /** From now on these are the tokens, and no others. Uses that are not stored yet stay known. */
  readonly replace: (tokens: readonly IntegrationTokenRecord[]) => void;
  readonly list: (integration: string) => readonly IntegrationTokenRecord[];
};

/** When a token was last used is stored to the minute: a hot gateway would else write with every call. */
const stampEveryMs = 60_000;

/**
 * Makes an empty lookup. Tokens are found by their SHA-256 and never compared as they are, so that nothing can be
 * learned from how long it takes. `stamp` stores a last use, and is not waited for.
 */
export function createTokenLookup(stamp: (id: string, atMs: number) => void): TokenLookup {
  let entries = new Map<string, Entry>();

  return {
    find(kind, token, nowMs) {
      const entry = entries.get(hashOf(token));
      if (entry?.kind !== kind) return null;
      entry.lastUsedAtMs = nowMs;
      if (nowMs - entry.stampedAtMs >= stampEveryMs) {
        entry.stampedAtMs = nowMs;
        stamp(entry.id, nowMs);
      }
      return entry.integration;
    },
    replace(tokens) {
      const known = entries;
      entries = new Map(
        tokens.map((token) => {
          const before = known.get(token.tokenHash);
          const stampedAtMs = Math.max(token.lastUsedAtMs ?? 0, before?.stampedAtMs ?? 0);
          return [token.tokenHash, { ...token, lastUsedAtMs: before?.lastUsedAtMs ?? token.lastUsedAtMs, stampedAtMs }];
        }),
      );
    },
    list: (integration) =>
      [...entries.values()].flatMap(({ stampedAtMs: _, ...token }) => (token.integration === integration ? token : [])),
  };
}

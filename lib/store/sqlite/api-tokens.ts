import { desc, eq, placeholder } from "drizzle-orm";
import type { MainDatabase } from "#lib/store/sqlite/main-database";
import { apiTokens } from "#lib/store/sqlite/schema";
import type { AccountStore } from "#lib/store/store";

type ApiTokenVerbs = Pick<
  AccountStore,
  "createApiToken" | "listApiTokens" | "findApiToken" | "touchApiToken" | "deleteApiToken"
>;

/** API tokens, known by their hash; listed newest first. */
export function createApiTokens({ db, read, write }: MainDatabase): ApiTokenVerbs {
  const { id, name, prefix, scopes, tokenHash, createdAtMs, lastUsedAtMs, expiresAtMs } = apiTokens;
  const shown = { id, name, prefix, scopes, createdAtMs, lastUsedAtMs, expiresAtMs };
  const listQuery = db.select(shown).from(apiTokens).orderBy(desc(createdAtMs), desc(id)).prepare();
  const findQuery = db
    .select(shown)
    .from(apiTokens)
    .where(eq(tokenHash, placeholder("tokenHash")))
    .prepare();

  return {
    createApiToken: (token) =>
      write(
        (tx) =>
          void tx
            .insert(apiTokens)
            .values({ ...token, scopes: [...token.scopes] })
            .run(),
      ),
    listApiTokens: () => read(() => listQuery.all()),
    findApiToken: (wanted) => read(() => findQuery.get({ tokenHash: wanted })),
    touchApiToken: (wanted, atMs) =>
      write((tx) => void tx.update(apiTokens).set({ lastUsedAtMs: atMs }).where(eq(id, wanted)).run()),
    deleteApiToken: (wanted) => write((tx) => tx.delete(apiTokens).where(eq(id, wanted)).run().changes === 1),
  };
}

import { eq } from "drizzle-orm";
import type { CredentialStore } from "#lib/store/integration-store";
import { credentialUsers } from "#lib/store/sqlite/integration-schema";
import type { MainDatabase } from "#lib/store/sqlite/main-database";

type CredentialUserVerbs = Pick<CredentialStore, "listCredentialUsers" | "putCredentialUsers" | "deleteCredentialUser">;

/** Whose credentials are. */
export function createCredentialUsers({ db, read, write }: MainDatabase): CredentialUserVerbs {
  const { fingerprint } = credentialUsers;
  const listQuery = db.select().from(credentialUsers).orderBy(fingerprint).prepare();
  return {
    listCredentialUsers: () => read(() => listQuery.all()),
    putCredentialUsers: (users) =>
      write((tx) => {
        for (const { kisiUser, origin, ...key } of users) {
          const set = { kisiUser, origin };
          tx.insert(credentialUsers)
            .values({ ...key, ...set })
            .onConflictDoUpdate({ target: fingerprint, set })
            .run();
        }
      }),
    deleteCredentialUser: (wanted) =>
      write((tx) => tx.delete(credentialUsers).where(eq(fingerprint, wanted)).run().changes === 1),
  };
}

import { randomUUID } from "node:crypto";
import { AppError } from "#lib/errors";
import { joinUsers, learnUser, leaveUser } from "#lib/integrations/join";
import type { CredentialUser } from "#lib/model/credential";
import type { CredentialStore } from "#lib/store/integration-store";

/** Whose the Kisi keys in traffic are. Kisi's limit is the user's, shared by all its logins. */
export type Credentials = {
  /** The user that a key belongs to, from memory; null if nobody has said. */
  readonly kisiUserOf: (fingerprint: string) => string | null;
  readonly find: (fingerprint: string) => CredentialUser | undefined;
  /** A person says that these belong to one user. Throws `bad_input` for fewer than two, `conflict` if Kisi said else. */
  readonly join: (fingerprints: readonly string[]) => Promise<void>;
  /** A person takes it back. Throws `not_found`, and `conflict` for what Kisi itself has said. */
  readonly leave: (fingerprint: string) => Promise<void>;
  /** Kisi has said whose key this is. */
  readonly learn: (fingerprint: string, kisiUser: string) => Promise<void>;
};

type Options = {
  readonly store: Pick<CredentialStore, "listCredentialUsers" | "putCredentialUsers" | "deleteCredentialUser">;
};

/** Beyond this nothing is learned any more, so that no client can fill the memory. */
const knownMax = 10_000;

const fingerprintForm = /^[0-9a-f]{16}$/;

/** Reads into memory whose credentials are: the pacer asks with every call. */
export async function openCredentials({ store }: Options): Promise<Credentials> {
  const known = new Map((await store.listCredentialUsers()).map((user) => [user.fingerprint, user]));

  const remember = (users: readonly CredentialUser[]) => {
    for (const user of users) known.set(user.fingerprint, user);
  };

  return {
    kisiUserOf: (fingerprint) => known.get(fingerprint)?.kisiUser ?? null,
    find: (fingerprint) => known.get(fingerprint),
    async join(fingerprints) {
      if (new Set(fingerprints).size < 2)
        throw new AppError("bad_input", "Choose two keys or more that belong together");
      if (!fingerprints.every((fingerprint) => fingerprintForm.test(fingerprint))) {
        throw new AppError("bad_input", "A fingerprint has 16 hexadecimal digits: copy it once more");
      }
      const users = joinUsers(known, fingerprints, randomUUID().slice(0, 8));
      await store.putCredentialUsers(users);
      remember(users);
    },
    async leave(fingerprint) {
      for (const gone of leaveUser(known, fingerprint)) {
        await store.deleteCredentialUser(gone);
        known.delete(gone);
      }
    },
    async learn(fingerprint, kisiUser) {
      if (known.size >= knownMax && !known.has(fingerprint)) return;
      const users = learnUser(known, fingerprint, kisiUser);
      // In memory first: the same answer, seen again meanwhile, then writes nothing.
      remember(users);
      if (users.length > 0) await store.putCredentialUsers(users);
    },
  };
}

import type { Credential, CredentialUser } from "#lib/model/credential";
import type { AttemptFilter } from "#lib/model/filter";
import type { CredentialStore } from "#lib/store/integration-store";
import type { AttemptReader } from "#lib/store/store";
import type { Range } from "#lib/time/range";
import { noFigures, readKeyFigures } from "#lib/traffic/read-key-figures";

type Deps = {
  readonly store: Pick<AttemptReader, "readFigures"> & Pick<CredentialStore, "listCredentialUses">;
  /** Whose a credential is. */
  readonly findUser: (fingerprint: string) => CredentialUser | undefined;
};

/** More would be no list that anyone reads; those used longest ago are left out. */
const shownMax = 500;

/** The credentials seen in traffic, those used last first, with their own figures of the range. */
export async function listCredentials(
  { store, findUser }: Deps,
  range: Range,
  filter: AttemptFilter = {},
): Promise<readonly Credential[]> {
  const [uses, figures] = await Promise.all([
    store.listCredentialUses(shownMax),
    readKeyFigures(store, "credential", range, filter),
  ]);
  return uses.map((use) => {
    const user = findUser(use.fingerprint);
    const sums = figures.get(use.fingerprint) ?? noFigures;
    const badRate = sums.attempts === 0 ? null : sums.bad / sums.attempts;
    return { ...use, kisiUser: user?.kisiUser ?? null, joinedBy: user?.origin ?? null, ...sums, badRate };
  });
}

import { and, count, eq, isNotNull, isNull, lt, placeholder } from "drizzle-orm";
import type { SecondFactorStore } from "#lib/store/second-factor-store";
import type { MainDatabase } from "#lib/store/sqlite/main-database";
import { recoveryCodes, secondFactors } from "#lib/store/sqlite/second-factor-schema";

/** The second step of signing in. */
export function createSecondFactors({ db, read, write }: MainDatabase): SecondFactorStore {
  const { accountId, sealed, createdAtMs, confirmedAtMs, lastStep } = secondFactors;
  const factorQuery = db
    .select({ sealed, createdAtMs, confirmedAtMs, lastStep })
    .from(secondFactors)
    .where(eq(accountId, placeholder("accountId")))
    .prepare();
  const codesQuery = db
    .select({ left: count() })
    .from(recoveryCodes)
    .where(eq(recoveryCodes.accountId, placeholder("accountId")))
    .prepare();

  return {
    findSecondFactor: (wanted) => read(() => factorQuery.get({ accountId: wanted })),
    offerSecondFactor: (wanted, offer) =>
      write((tx) => {
        const values = { accountId: wanted, ...offer, confirmedAtMs: null, lastStep: 0 };
        const { changes } = tx
          .insert(secondFactors)
          .values(values)
          .onConflictDoUpdate({ target: accountId, set: values, setWhere: isNull(confirmedAtMs) })
          .run();
        return changes === 1;
      }),
    confirmSecondFactor: (wanted, confirmed, codeHashes) =>
      write((tx) => {
        const set = { confirmedAtMs: confirmed.atMs, lastStep: confirmed.step };
        const offer = and(eq(accountId, wanted), eq(sealed, confirmed.sealed), isNull(confirmedAtMs));
        if (tx.update(secondFactors).set(set).where(offer).run().changes !== 1) return false;
        const rows = codeHashes.map((codeHash) => ({ accountId: wanted, codeHash }));
        tx.insert(recoveryCodes).values(rows).run();
        return true;
      }),
    spendStep: (wanted, step) =>
      write((tx) => {
        const unused = and(eq(accountId, wanted), isNotNull(confirmedAtMs), lt(lastStep, step));
        return tx.update(secondFactors).set({ lastStep: step }).where(unused).run().changes === 1;
      }),
    spendRecoveryCode: (wanted, codeHash) =>
      write((tx) => {
        const code = and(eq(recoveryCodes.accountId, wanted), eq(recoveryCodes.codeHash, codeHash));
        return tx.delete(recoveryCodes).where(code).run().changes === 1;
      }),
    countRecoveryCodes: (wanted) => read(() => codesQuery.get({ accountId: wanted })?.left ?? 0),
    removeSecondFactor: (wanted) =>
      write((tx) => tx.delete(secondFactors).where(eq(accountId, wanted)).run().changes === 1),
  };
}

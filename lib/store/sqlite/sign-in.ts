import { and, eq, gt, lte, placeholder, sql } from "drizzle-orm";
import type { SignInStore } from "#lib/store/sign-in-store";
import type { MainDatabase } from "#lib/store/sqlite/main-database";
import { knownPlaces, signInTries } from "#lib/store/sqlite/sign-in-schema";

/** What slows guessing down. */
export function createSignInRows({ db, read, write }: MainDatabase): SignInStore {
  const { key, tries, endsAtMs } = signInTries;
  const triesQuery = db
    .select({ tries, endsAtMs })
    .from(signInTries)
    .where(and(eq(key, placeholder("key")), gt(endsAtMs, placeholder("nowMs"))))
    .prepare();
  const placeQuery = db
    .select({ accountId: knownPlaces.accountId })
    .from(knownPlaces)
    .where(
      and(
        eq(knownPlaces.accountId, placeholder("accountId")),
        eq(knownPlaces.kind, placeholder("kind")),
        eq(knownPlaces.name, placeholder("name")),
      ),
    )
    .prepare();

  return {
    findTries: (wanted, nowMs) => read(() => triesQuery.get({ key: wanted, nowMs })),
    countTry: (wanted, nowMs, windowMs) =>
      write((tx) => {
        tx.delete(signInTries).where(lte(endsAtMs, nowMs)).run();
        const counted = tx
          .insert(signInTries)
          .values({ key: wanted, tries: 1, endsAtMs: nowMs + windowMs })
          .onConflictDoUpdate({ target: key, set: { tries: sql`${tries} + 1` } })
          .returning({ tries, endsAtMs })
          .get();
        return counted;
      }),
    takeTryBack: (wanted, howMany) =>
      write((tx) => {
        if (howMany === "all") tx.delete(signInTries).where(eq(key, wanted)).run();
        else {
          const counted = and(eq(key, wanted), gt(tries, 0));
          tx.update(signInTries)
            .set({ tries: sql`${tries} - 1` })
            .where(counted)
            .run();
        }
      }),
    isKnownPlace: (place) => read(() => placeQuery.get(place) !== undefined),
    keepPlace: (place, nowMs, forgetBeforeMs) =>
      write((tx) => {
        tx.delete(knownPlaces).where(lte(knownPlaces.seenAtMs, forgetBeforeMs)).run();
        tx.insert(knownPlaces)
          .values({ ...place, seenAtMs: nowMs })
          .onConflictDoUpdate({
            target: [knownPlaces.accountId, knownPlaces.kind, knownPlaces.name],
            set: { seenAtMs: nowMs },
          })
          .run();
      }),
  };
}

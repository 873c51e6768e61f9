import type { Attempt } from "#lib/model/attempt";
import { prepareInsert } from "#lib/store/sqlite/insert-attempt";
import { isStorageFailure, storeFailure } from "#lib/store/sqlite/store-failure";
import { type Failure, packFailure } from "#lib/store/sqlite/thread-protocol";
import type { WritingDatabase } from "#lib/store/sqlite/writing-database";

export type Groups = readonly (readonly Attempt[])[];

/**
 * Prepares the recording of groups of attempts, each stored whole or not at all, all in one transaction if possible.
 * Answers for each group with null or its failure.
 */
export function prepareRecording(database: WritingDatabase): (groups: Groups) => (Failure | null)[] {
  const insert = prepareInsert(database);

  function insertAll(groups: Groups): void {
    for (const attempts of groups) {
      for (const attempt of attempts) insert({ attempt, externalKey: null });
    }
  }

  return function record(groups): (Failure | null)[] {
    try {
      database.transaction(() => insertAll(groups));
      return groups.map(() => null);
    } catch (error) {
      const alone = groups.length === 1;
      if (alone || isStorageFailure(error)) return groups.map(() => packFailure(storeFailure(error)));
      // One bad row must not spoil the others: halve until it stands alone.
      const middle = groups.length >> 1;
      return [...record(groups.slice(0, middle)), ...record(groups.slice(middle))];
    }
  };
}

import type { Database } from "better-sqlite3";
import type { Attempt } from "#lib/model/attempt";
import type { FigureChanges } from "#lib/store/sqlite/figure-changes";
import { prepareInsert } from "#lib/store/sqlite/insert-attempt";
import { createNames, type NameCaps } from "#lib/store/sqlite/names";
import { isStorageFailure, storeFailure } from "#lib/store/sqlite/store-failure";
import { type Failure, packFailure } from "#lib/store/sqlite/thread-protocol";
import { prepareFigureWriting } from "#lib/store/sqlite/write-figures";

export type Groups = readonly (readonly Attempt[])[];

/**
 * Prepares the recording of groups of attempts, each stored whole or not at all, all in one transaction if possible.
 * Answers for each group with null or its failure.
 */
export function prepareRecording(db: Database, caps: NameCaps): (groups: Groups) => (Failure | null)[] {
  const names = createNames(db, caps);
  const writeFigures = prepareFigureWriting(db);
  const insert = prepareInsert(db, names);

  const insertGroups = db.transaction((groups: Groups) => {
    const changes: FigureChanges = new Map();
    for (const attempt of groups.flat()) insert({ attempt, externalKey: null }, changes);
    writeFigures(changes);
  });

  return function record(groups): (Failure | null)[] {
    try {
      insertGroups.immediate(groups);
      return groups.map(() => null);
    } catch (error) {
      names.forget();
      const alone = groups.length === 1;
      if (alone || isStorageFailure(error)) return groups.map(() => packFailure(storeFailure(error)));
      // One bad row must not spoil the others: halve until it stands alone.
      const middle = groups.length >> 1;
      return [...record(groups.slice(0, middle)), ...record(groups.slice(middle))];
    }
  };
}

import type { Column } from "#lib/exports/column";

/** A day of the good-standing record as it is handed out. */
export type ConductRow = {
  readonly day: string;
  readonly attempts: number;
  readonly bad: number;
  readonly repeatedClientErrors: number;
  readonly waitsAsked: number;
  readonly waitsHonoured: number;
  readonly hash: string;
};

const names = ["day", "attempts", "bad", "repeatedClientErrors", "waitsAsked", "waitsHonoured", "hash"] as const;

/** The columns of the good-standing record, in the order in which a day is hashed. */
export const conductColumns: readonly Column<ConductRow>[] = names.map((name) => ({ name, of: (row) => row[name] }));

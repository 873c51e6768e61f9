/** Tables that hold texts out of calls, or of people about them. What is counted, and who may sign in, is none of them. */
export const detailSources = [
  "attempts",
  "exchanges",
  "routes",
  "problems",
  "shapes",
  "notes",
  "deploys",
  "alerts",
  "alertEvents",
  "silences",
  "messages",
] as const;
export type DetailSource = (typeof detailSources)[number];

/** A row with its texts, always in the same order. */
export type DetailRow = { readonly id: number; readonly texts: readonly (string | null)[] };

/** A text that gives way, if it is still `from`. */
export type DetailChange = { readonly id: number; readonly column: number; readonly from: string; readonly to: string };

/** Going through every text that is kept, to change what should not have been. */
export type DetailStore = {
  /** In the order of ids, `limit` rows at most; none when the end is reached. */
  readonly readDetails: (source: DetailSource, afterId: number, limit: number) => Promise<readonly DetailRow[]>;
  /** One short transaction. What was there is overwritten on disk. */
  readonly rewriteDetails: (source: DetailSource, changes: readonly DetailChange[]) => Promise<void>;
  /** Copies the log of changes into the database and empties it; false if somebody was reading in it. */
  readonly emptyLog: () => Promise<boolean>;
};

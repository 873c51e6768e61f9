import { type CallPlace, writeCursor } from "#lib/store/sqlite/call-cursor";
import { type Clock, systemClock } from "#lib/time/clock";

/** How far one page may look for what its index does not settle. */
export type ScanLimits = {
  /** Rows of the index between two looks at the clock. Cold, each may be a page of the disk. */
  readonly rowsAtOnce: number;
  readonly rowsMax: number;
  readonly withinMs: number;
};

export const defaultScanLimits: ScanLimits = { rowsAtOnce: 2_000, rowsMax: 100_000, withinMs: 200 };

/** A list of rows in the order of their places, read a stretch at a time. Null stands for its beginning. */
export type ScannedList<Row> = {
  /** The last place of the next so many rows, whether they are meant or not; undefined if the list ends before. */
  readonly endOfStretch: (after: CallPlace | null, rows: number) => CallPlace | undefined;
  /** The first rows of a stretch that are meant; without an end, of the rest of the list. */
  readonly find: (after: CallPlace | null, end: CallPlace | undefined, limit: number) => readonly Row[];
  readonly placeOf: (row: Row) => CallPlace;
};

type ScannedPage<Row> = { readonly rows: readonly Row[]; readonly nextCursor: string | null };

/**
 * Reads one page of a list. Once it has looked at `rowsMax` rows, or for `withinMs`, the page is what it has found, be
 * that nothing, and its cursor goes on from there: a rare filter costs several short questions, never one long one.
 */
export function scanPage<Row>(
  list: ScannedList<Row>,
  limits: ScanLimits,
  { after, limit }: { readonly after: CallPlace | null; readonly limit: number },
  clock: Pick<Clock, "elapsed"> = systemClock,
): ScannedPage<Row> {
  const untilMs = clock.elapsed() + limits.withinMs;
  const rows: Row[] = [];
  let place = after;
  for (let looked = limits.rowsAtOnce; ; looked += limits.rowsAtOnce) {
    const end = list.endOfStretch(place, limits.rowsAtOnce);
    rows.push(...list.find(place, end, limit + 1 - rows.length));
    const last = rows[limit - 1];
    if (rows.length > limit && last) return { rows: rows.slice(0, limit), nextCursor: writeCursor(list.placeOf(last)) };
    if (!end) return { rows, nextCursor: null };
    if (looked >= limits.rowsMax || clock.elapsed() >= untilMs) return { rows, nextCursor: writeCursor(end) };
    place = end;
  }
}

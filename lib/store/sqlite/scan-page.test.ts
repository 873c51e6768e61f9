import { expect, test } from "vitest";
import { type CallPlace, readCursor } from "#lib/store/sqlite/call-cursor";
import { type ScanLimits, type ScannedList, scanPage } from "#lib/store/sqlite/scan-page";

type Row = { readonly place: number; readonly meant: boolean };

const placeOf = (row: Row): CallPlace => ({ startedAtMs: row.place, id: row.place });

/** Rows 0..count-1, of which every `nth` is meant. */
function listOf(count: number, nth: number) {
  const rows = Array.from({ length: count }, (_, place): Row => ({ place, meant: place % nth === nth - 1 }));
  const startAfter = (after: CallPlace | null) => (after === null ? 0 : after.id + 1);
  const stretches: number[] = [];
  const list: ScannedList<Row> = {
    endOfStretch: (after, length) => {
      const last = rows[startAfter(after) + length - 1];
      return last && placeOf(last);
    },
    find: (after, end, limit) => {
      stretches.push(startAfter(after));
      const stretch = rows.slice(startAfter(after), end && end.id + 1);
      return stretch.filter(({ meant }) => meant).slice(0, limit);
    },
    placeOf,
  };
  return { list, stretches };
}

const limits = (changes: Partial<ScanLimits>): ScanLimits => ({
  rowsAtOnce: 10,
  rowsMax: 1_000,
  withinMs: Number.POSITIVE_INFINITY,
  ...changes,
});

function readAll(list: ScannedList<Row>, scan: ScanLimits, limit: number) {
  const pages: number[][] = [];
  let cursor: string | null = null;
  do {
    const page: ReturnType<typeof scanPage<Row>> = scanPage(list, scan, {
      after: cursor === null ? null : readCursor(cursor),
      limit,
    });
    pages.push(page.rows.map(({ place }) => place));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return pages;
}

test("a page that is full stops looking, and its cursor goes on behind its last row", () => {
  const { list, stretches } = listOf(100, 2);
  const { rows, nextCursor } = scanPage(list, limits({}), { after: null, limit: 3 });
  expect(rows.map(({ place }) => place)).toEqual([1, 3, 5]);
  expect(readCursor(nextCursor ?? "")).toEqual({ startedAtMs: 5, id: 5 });
  expect(stretches).toEqual([0]);
});

test.each([1, 2, 3, 7, 50])("pages of %d rows hold every row that is meant, once and in order", (limit) => {
  const { list } = listOf(95, 3);
  const meant = Array.from({ length: 31 }, (_, n) => 3 * n + 2);
  for (const scan of [limits({}), limits({ rowsAtOnce: 7 }), limits({ withinMs: 0 }), limits({ rowsMax: 20 })]) {
    const pages = readAll(list, scan, limit);
    expect(pages.flat()).toEqual(meant);
    expect(Math.max(...pages.map((page) => page.length))).toBeLessThanOrEqual(limit);
  }
});

test("when its time is over a page is what was found by then, be it nothing, and says where to go on", () => {
  const { list, stretches } = listOf(100, 40);
  expect(readAll(list, limits({ withinMs: 0 }), 5)).toEqual([[], [], [], [39], [], [], [], [79], [], [], []]);
  expect(stretches).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
});

test("the time is looked at after each stretch", () => {
  const { list, stretches } = listOf(100, 1_000);
  const clock = { elapsed: () => stretches.length * 90 };
  const { nextCursor } = scanPage(list, limits({ withinMs: 200 }), { after: null, limit: 5 }, clock);
  expect(stretches).toEqual([0, 10, 20]);
  expect(readCursor(nextCursor ?? "").id).toBe(29);
});

test("it looks at no more rows than it may", () => {
  const { list, stretches } = listOf(100, 1_000);
  const { rows, nextCursor } = scanPage(list, limits({ rowsMax: 30 }), { after: null, limit: 5 });
  expect(rows).toEqual([]);
  expect(readCursor(nextCursor ?? "").id).toBe(29);
  expect(stretches).toEqual([0, 10, 20]);
});

test("an empty list is one empty page", () => {
  expect(readAll(listOf(0, 1).list, limits({}), 5)).toEqual([[]]);
});

import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Cell, Column } from "#lib/exports/column";
import { csvHeader, csvLines, formulaSafe } from "#lib/exports/csv-text";

type Row = readonly Cell[];
const columns: readonly Column<Row>[] = [0, 1, 2].map((at) => ({ name: `c${at}`, of: (row) => row[at] ?? null }));

test.each([
  "=1+1",
  "+1",
  "-1",
  "@SUM(1)",
  "\t=1",
  "\r=1",
  "\n=1",
  "\0=1",
  "＝1+1",
  "＋1",
  "－1",
  "＠x",
  ' "=1"',
  "'=1",
  "  =1",
  ";=1",
  "\0",
  "\n",
  "\t",
])("%j is no formula any more", (text) => {
  expect(formulaSafe(text)).toMatch(/^'/);
});

test.each(["/locks/1", "POST /locks/{id}", "wrong e-mail = no", "2026-01-31T12:00:00.000Z", "", "é"])(
  "%j stays as it is",
  (text) => {
    expect(formulaSafe(text)).toBe(text);
  },
);

test("numbers stay numbers, and null is nothing", () => {
  expect(csvHeader(columns) + csvLines(columns, [[-5.2, null, true]])).toBe("c0,c1,c2\r\n-5.2,,true\r\n");
});

test("Python's csv reads back what was written, whatever it is", () => {
  const text = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.string({ unit: fc.constantFrom('"', ",", "\n", "\r", "=", "a", "'", ";", "\0", " ") }),
  );
  const rows = fc.sample(fc.tuple(text, fc.double({ noNaN: true, noDefaultInfinity: true }), text), {
    numRuns: 300,
    seed: 5,
  });
  const csv = csvHeader(columns) + csvLines(columns, rows);
  const script =
    "import csv,io,json,sys;print(json.dumps(list(csv.reader(io.StringIO(sys.stdin.buffer.read().decode(),newline='')))))";
  const read: string[][] = JSON.parse(
    execFileSync("python3", ["-X", "utf8", "-c", script], { input: csv, encoding: "utf8" }),
  );
  expect(read.slice(1).map(([a, n, b]) => [a, Number(n), b])).toEqual(
    rows.map(([a, n, b]) => [formulaSafe(a), n, formulaSafe(b)].map((cell) => (Object.is(cell, -0) ? 0 : cell))),
  );
});

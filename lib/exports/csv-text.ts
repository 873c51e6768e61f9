import { stringify } from "csv-stringify/sync";
import type { Cell, Column } from "#lib/exports/column";

/** What spreadsheets run when it stands first, also behind blanks, quotes and what they take for the end of a cell. */
const formula = /^[\s"';|]*[=+\-@＝＋－＠]/u;
const control = /^[\0\t\r\n]/;

/**
 * A text that no spreadsheet takes for a formula: one that could be gets a `'` in front, as csv-stringify's own
 * `escape_formulas` does for fewer beginnings (https://owasp.org/www-community/attacks/CSV_Injection; ASVS 5.0, 1.2.10
 * names NUL, too). NUL itself is shown as its picture, because readers of CSV stop at it.
 */
export function formulaSafe(text: string): string {
  const safe = formula.test(text) || control.test(text) ? `'${text}` : text;
  return safe.replaceAll("\0", "\u2400");
}

const options = {
  // RFC 4180
  record_delimiter: "\r\n",
  // By itself csv-stringify quotes the delimiter as a whole, but readers end a line at either half.
  quoted_match: /[\r\n]/,
  cast: { boolean: (value: boolean) => String(value) },
};

/** The header line. */
export function csvHeader<Row>(columns: readonly Column<Row>[]): string {
  return stringify([columns.map(({ name }) => name)], options);
}

/** A line for each row; nothing stands for null, and texts are safe to open in a spreadsheet. */
export function csvLines<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  return rows.length === 0
    ? ""
    : stringify(
        rows.map((row) => columns.map(({ of }) => safeCell(of(row)))),
        options,
      );
}

// A number stays one: -5.2 is no formula. Told to csv-stringify cell by cell, this would cost ten times as much.
function safeCell(cell: Cell): Cell {
  return typeof cell === "string" ? formulaSafe(cell) : cell;
}

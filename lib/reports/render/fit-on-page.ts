import type { Block } from "#lib/reports/outline";

/** Of the sixty or so that a page has: what is estimated here may be half as much again. */
const linesMax = 40;
/** Ideographs are wide: so many fill a line of the whole width, and of the right column of facts. */
const lineCharacters = 54;
const factCharacters = 40;
/** As narrow as a column is that wraps. */
const cellCharacters = 20;
const chartLines = 16;
const figureLines = 5;

/** Whether blocks fit on a page for sure, at the top of one at the latest. */
export function fitOnPage(blocks: readonly Block[]): boolean {
  return blocks.reduce((sum, block) => sum + linesOf(block), 0) <= linesMax;
}

/** Whether a row of a table fits on a page for sure. */
export function rowFits(row: readonly string[]): boolean {
  return rowLines(row) <= linesMax;
}

function rowLines(row: readonly string[]): number {
  return Math.max(1, ...row.map((cell) => wrapped(cell, cellCharacters)));
}

function linesOf(block: Block): number {
  switch (block.kind) {
    case "paragraph":
    case "heading":
      return wrapped(block.text, lineCharacters);
    case "list":
      return sum(block.items.map((item) => wrapped(item, lineCharacters)));
    case "facts":
      return sum(block.rows.map(({ value }) => wrapped(value, factCharacters)));
    case "figures":
      return figureLines;
    case "chart":
      return chartLines;
    case "table":
      return 3 + sum(block.table.rows.map(rowLines));
    case "code":
      return 2 + wrapped(block.text, lineCharacters);
  }
}

function wrapped(text: string, characters: number): number {
  return sum(text.split("\n").map((line) => Math.max(1, Math.ceil(line.length / characters))));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}

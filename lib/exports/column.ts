/** A cell as every format can hold it. */
export type Cell = string | number | boolean | null;

/** One column of an export: its name is the same in every format. */
export type Column<Row> = {
  readonly name: string;
  readonly of: (row: Row) => Cell;
};

/** A row as JSON has it: every column by its name, also those without a value. */
export function objectOf<Row>(columns: readonly Column<Row>[], row: Row): Record<string, Cell> {
  return Object.fromEntries(columns.map(({ name, of }) => [name, of(row)]));
}

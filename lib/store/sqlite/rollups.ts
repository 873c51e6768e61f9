/** What the key of a rollup is; `all` has the one key 0. */
export type Dimension = "all" | "route" | "integration" | "credential";

/** A table of sums kept up with every write: one row for each span, key, outcome and status. */
export type Rollup = { readonly id: number; readonly dimension: Dimension; readonly seconds: number };

/**
 * Every rollup that exists, coarse ones last. Each is made for its questions: five minutes for charts of a day,
 * hours and days for long ranges, a dimension each for breakdowns. The ids are in the database: never reuse one.
 * Integrations and credentials are few, so their hours answer for years, too.
 */
export const rollups: readonly Rollup[] = [
  { id: 1, dimension: "all", seconds: 300 },
  { id: 2, dimension: "all", seconds: 3_600 },
  { id: 3, dimension: "all", seconds: 86_400 },
  { id: 4, dimension: "route", seconds: 3_600 },
  { id: 5, dimension: "route", seconds: 86_400 },
  { id: 6, dimension: "integration", seconds: 3_600 },
  { id: 7, dimension: "credential", seconds: 3_600 },
];

/** Every other span is a multiple of it. */
export const finestSeconds = 300;

/** What remains when raw attempts are gone: every dimension has its hours, and nothing finer is kept. */
export const keptSeconds = 3_600;

import { type Column, objectOf } from "#lib/exports/column";
import { csvHeader, csvLines } from "#lib/exports/csv-text";

export const rowFormats = ["csv", "json", "ndjson"] as const;
export type RowFormat = (typeof rowFormats)[number];

/** The media type of each format. */
export const rowFormatTypes: Readonly<Record<RowFormat, string>> = {
  csv: "text/csv; charset=utf-8; header=present",
  json: "application/json; charset=utf-8",
  ndjson: "application/x-ndjson; charset=utf-8",
};

/** Rows as they come, of whatever number. */
export type Batches<Row> = AsyncIterable<readonly Row[]>;

/**
 * Writes rows in a format, piece by piece: no more than a batch is ever held. JSON is one object, `{ export, data }`,
 * whose head is `about`; CSV begins with a header line.
 */
export async function* writeRows<Row>(
  format: RowFormat,
  columns: readonly Column<Row>[],
  about: Readonly<Record<string, unknown>>,
  batches: Batches<Row>,
): AsyncGenerator<string> {
  if (format === "csv") yield csvHeader(columns);
  if (format === "json") yield `{"export":${JSON.stringify(about)},"data":[`;
  let separator = "\n";
  for await (const rows of batches) {
    if (rows.length === 0) continue;
    if (format === "csv") {
      yield csvLines(columns, rows);
      continue;
    }
    const lines = rows.map((row) => JSON.stringify(objectOf(columns, row)));
    if (format === "ndjson") yield `${lines.join("\n")}\n`;
    else yield `${separator}${lines.join(",\n")}`;
    separator = ",\n";
  }
  if (format === "json") yield "\n]}\n";
}

import type { RowFormat } from "#lib/exports/row-format";
import { formatIso } from "#lib/time/format-time";
import type { Range } from "#lib/time/range";

/** What was exported: stands in the file's name, in the headers of the answer and in the head of a JSON file. */
export type ExportFacts = {
  readonly subject: string;
  readonly range: Range;
  readonly timeZone: string;
  /** The filters in force as a query string writes them. */
  readonly filter: Readonly<Record<string, string>>;
};

const nameCharsMax = 120;

/** `ajar-calls_2026-01-31T1200Z_2026-02-01T1200Z_Europe-Zurich_outcome-client_error.csv`: only letters that any disk takes. */
export function exportFileName({ subject, range, timeZone, filter }: ExportFacts, format: RowFormat): string {
  const filters = Object.entries(filter).map(([name, value]) => `${name}-${value}`);
  const parts = [`ajar-${subject}`, minute(range.fromMs), minute(range.toMs), timeZone, ...filters];
  const name = parts.map((part) => part.replace(/[^\w.+-]+/g, "-")).join("_");
  return `${name.slice(0, nameCharsMax).replace(/[^\w]+$/, "")}.${format}`;
}

/** What an export holds, in words for programs. Times are UTC. */
export function describeExport({ subject, range, timeZone, filter }: ExportFacts) {
  return { subject, from: formatIso(range.fromMs), to: formatIso(range.toMs), timeZone, filter };
}

function minute(ms: number): string {
  return `${formatIso(ms).slice(0, 16).replace(":", "")}Z`;
}

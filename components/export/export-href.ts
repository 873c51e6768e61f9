export const exportFormats = [
  { format: "csv", label: "CSV", hint: "for spreadsheets, with a header line" },
  { format: "json", label: "JSON", hint: "one object, with what was asked for" },
  { format: "ndjson", label: "NDJSON", hint: "a row a line, for programs" },
] as const;

export type ExportSubject = "calls" | "stats" | "problems" | "alerts" | "conduct";

/** Params of pages that no export knows. */
const pageOnly = ["cursor", "live", "tz", "show", "page"];

/** The download of all rows that a page's query means, with times in `timeZone`. */
export function exportHref(subject: ExportSubject, format: string, search: string, timeZone: string): string {
  const query = new URLSearchParams(search);
  for (const name of pageOnly) query.delete(name);
  query.set("tz", timeZone);
  return `/api/v1/export/${subject}.${format}?${query}`;
}

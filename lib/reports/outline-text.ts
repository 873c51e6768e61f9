import { formatNumber, formatRate } from "#lib/format";
import type { ReportCounts } from "#lib/model/report";
import type { Block } from "#lib/reports/outline";

/** `2026-01-31 12:00:00.042 UTC`; seconds and below only where they are not zero. */
export function clock(iso: string): string {
  const short = iso.replace("T", " ").replace("Z", "");
  return `${short.endsWith(":00.000") ? short.slice(0, 16) : short} UTC`;
}

/** `2026-01-31 12:00 UTC`. */
export function minute(iso: string): string {
  return `${iso.slice(0, 16).replace("T", " ")} UTC`;
}

/** A text without what no font draws: control characters, marks of direction and of width. */
export function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, "");
}

type Named = ReportCounts & { readonly key: string };

/** A table of attempts and failures by name. */
export function countsTable(label: string, of: string, rows: readonly Named[]): Block {
  return {
    kind: "table",
    table: {
      label,
      columns: [
        { label: of, mono: true, wide: true },
        { label: "Attempts", align: "right" },
        { label: "Failed", align: "right" },
        { label: "Rate", align: "right" },
      ],
      rows: rows.map(({ key, attempts, failures }) => [
        plain(key),
        formatNumber(attempts),
        formatNumber(failures),
        formatRate(failures, attempts),
      ]),
    },
  };
}

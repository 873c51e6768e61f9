import { formatCount } from "#lib/format";
import type { Report } from "#lib/model/report";
import type { Section } from "#lib/reports/outline";
import { clock } from "#lib/reports/outline-text";
import type { ReportIssue } from "#lib/store/report-store";

/** The attachments with their hashes, and what was done to the data on the way out. */
export function appendixSection(
  { attachments, gatheredAt, removals = [] }: Report,
  issue: ReportIssue | null,
): Section {
  const { csv, ndjson, attempts } = attachments;
  return {
    title: "Attachments",
    blocks: [
      {
        kind: "paragraph",
        text: `${formatCount(attempts, "attempt")}, each with its UTC time in milliseconds, route, status, code and latency, as they were at ${clock(gatheredAt)}. Frozen with this report.`,
      },
      {
        kind: "facts",
        rows: [
          { label: `${csv.name}, SHA-256`, value: csv.sha256, mono: true },
          { label: `${ndjson.name}, SHA-256`, value: ndjson.sha256, mono: true },
          ...(issue === null ? [] : [{ label: "This report, SHA-256", value: issue.sha256, mono: true }]),
        ],
      },
      {
        kind: "paragraph",
        text: "Keys, tokens, passwords and personal data were taken out when the traffic was recorded and again when this report was made; [redacted] stands in their place.",
      },
      ...removals.map(({ at, sha256 }) => ({
        kind: "paragraph" as const,
        text: `At ${clock(at)} something about a person was taken out of this report, because it had to be forgotten.${sha256 === null ? "" : ` Copies from before have the SHA-256 ${sha256}.`}`,
      })),
    ],
  };
}

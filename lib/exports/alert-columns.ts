import type { RedactText } from "#lib/exports/call-columns";
import type { Column } from "#lib/exports/column";
import { zonedIso } from "#lib/exports/zoned-iso";
import type { Alert } from "#lib/model/alert";

/** The columns of exported alerts. */
export function alertColumns(timeZone: string, redact: RedactText): readonly Column<Alert>[] {
  const time = (ms: number | null) => (ms === null ? null : zonedIso(ms, timeZone));
  return [
    { name: "id", of: ({ id }) => id },
    { name: "rule", of: ({ ruleName }) => redact(ruleName) },
    { name: "kind", of: ({ kind }) => kind },
    { name: "severity", of: ({ severity }) => severity },
    { name: "state", of: ({ state }) => state },
    { name: "startedAt", of: ({ startedAtMs }) => time(startedAtMs) },
    { name: "endedAt", of: ({ endedAtMs }) => time(endedAtMs) },
    { name: "ending", of: ({ ending }) => ending },
    { name: "value", of: ({ value }) => value },
    { name: "peak", of: ({ peak }) => peak },
    { name: "threshold", of: ({ threshold }) => threshold },
    { name: "windowSeconds", of: ({ windowSeconds }) => windowSeconds },
    { name: "attempts", of: ({ attempts }) => attempts },
    { name: "bad", of: ({ bad }) => bad },
    { name: "subjects", of: ({ subjectCount }) => subjectCount },
    { name: "summary", of: ({ summary }) => redact(summary) },
    { name: "acknowledgedAt", of: ({ acknowledgedAtMs }) => time(acknowledgedAtMs) },
    { name: "acknowledgedBy", of: ({ acknowledgedBy }) => acknowledgedBy },
  ];
}

import type { RedactText } from "#lib/exports/call-columns";
import type { Column } from "#lib/exports/column";
import { zonedIso } from "#lib/exports/zoned-iso";
import type { Problem } from "#lib/model/problem";

/** A problem with what it did in the exported range. */
export type ProblemRow = {
  readonly problem: Problem;
  readonly attempts: number;
  readonly calls: number;
  /** Attempts that count towards a suspension. */
  readonly bad: number;
};

/** The columns of exported problems; `…InRange` is of the range asked for, the rest since the problem is known. */
export function problemColumns(timeZone: string, redact: RedactText): readonly Column<ProblemRow>[] {
  const time = (ms: number | null) => (ms === null ? null : zonedIso(ms, timeZone));
  return [
    { name: "id", of: ({ problem }) => problem.id },
    { name: "state", of: ({ problem }) => problem.state },
    { name: "route", of: ({ problem }) => problem.route },
    { name: "outcome", of: ({ problem }) => problem.outcome },
    { name: "status", of: ({ problem }) => problem.status },
    { name: "errorCode", of: ({ problem }) => (problem.errorCode === null ? null : redact(problem.errorCode)) },
    { name: "fields", of: ({ problem }) => redact(problem.fields.join(" ")) },
    { name: "networkError", of: ({ problem }) => problem.networkError },
    { name: "attemptsInRange", of: ({ attempts }) => attempts },
    { name: "callsInRange", of: ({ calls }) => calls },
    { name: "badInRange", of: ({ bad }) => bad },
    { name: "attempts", of: ({ problem }) => problem.attempts },
    { name: "calls", of: ({ problem }) => problem.calls },
    { name: "firstSeen", of: ({ problem }) => time(problem.firstSeenAtMs) },
    { name: "lastSeen", of: ({ problem }) => time(problem.lastSeenAtMs) },
    { name: "resolvedAt", of: ({ problem }) => time(problem.resolvedAtMs) },
    { name: "regressedAt", of: ({ problem }) => time(problem.regressedAtMs) },
  ];
}

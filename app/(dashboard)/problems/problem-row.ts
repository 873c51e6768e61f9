import { formatRate } from "#lib/format";
import type { Outcome } from "#lib/model/outcome";
import type { Problem } from "#lib/model/problem";
import type { ListedProblem } from "#lib/problems/list-problems";
import { formatAgo, formatIso } from "#lib/time/format-time";
import { muteWords, signatureWords } from "./problem-words";

/** A problem as the list shows it: words and figures, ready to be drawn. */
export type ProblemRow = Pick<Problem, "id" | "state" | "method" | "status" | "networkError"> & {
  readonly outcome: Outcome;
  readonly href: string;
  readonly path: string;
  readonly signature: string | null;
  readonly mute: string | null;
  readonly attempts: number;
  readonly bad: number;
  /** `12 % of the route's 300`; null where it is not known. */
  readonly share: string | null;
  /** `2 integrations, 3 keys`; calls of none count as one. */
  readonly senders: string | null;
  readonly spark: readonly number[];
  readonly firstSeen: { readonly words: string; readonly iso: string };
  readonly lastSeen: { readonly words: string; readonly iso: string };
};

type Frame = { readonly nowMs: number; readonly timeZone: string; readonly hrefOf: (id: string) => string };

/** Settles all words and figures of a row. */
export function toProblemRow(listed: ListedProblem, { nowMs, timeZone, hrefOf }: Frame): ProblemRow {
  const { problem, attempts, bad, routeAttempts, figures } = listed;
  const { id, state, method, route, status, outcome, networkError, mute } = problem;
  return {
    id,
    state,
    method,
    status,
    outcome,
    networkError,
    href: hrefOf(id),
    path: route.slice(route.indexOf(" ") + 1),
    signature: signatureWords(problem),
    mute: mute === null ? null : muteWords(mute, problem, timeZone),
    attempts,
    bad,
    share: routeAttempts ? formatRate(attempts, routeAttempts) : null,
    senders: sendersWords(figures.integrations.length, figures.credentials.length),
    spark: figures.points.map((point) => point.attempts),
    firstSeen: { words: formatAgo(problem.firstSeenAtMs, nowMs), iso: formatIso(problem.firstSeenAtMs) },
    lastSeen: { words: formatAgo(problem.lastSeenAtMs, nowMs), iso: formatIso(problem.lastSeenAtMs) },
  };
}

function sendersWords(integrations: number, keys: number): string | null {
  if (integrations === 0) return null;
  return `${integrations} ${integrations === 1 ? "integration" : "integrations"}, ${keys} ${keys === 1 ? "key" : "keys"}`;
}

import { formatCount, formatNumber, formatRate } from "#lib/format";
import type { Report } from "#lib/model/report";

type Facts = Pick<Report, "template" | "errors" | "totals" | "failures" | "range" | "fix" | "moreErrors" | "selection">;

/** A title from the data: `5xx on POST /locks/{id}/unlock, 37 of 1,204 attempts since 2026-01-14 13:35 UTC`. */
export function suggestTitle(facts: Facts): string {
  const { totals, failures } = facts;
  if (facts.template === "reinstatement") {
    return `What was wrong and what was fixed, ${day(facts.range.from)} to ${day(facts.range.to)}`;
  }
  if (totals.failures === 0) return `No failure in ${formatCount(totals.attempts, "attempt").replace("\u00a0", " ")}`;
  const since = failures.firstAt === null ? "" : ` since ${minute(failures.firstAt)} UTC`;
  const share = `${formatNumber(totals.failures)} of ${formatNumber(attemptsIn(facts))} attempts`;
  return `${whatFails(facts)}, ${share}${since}`;
}

/** The same as a sentence for the head of the report. */
export function claimOf(facts: Facts): string {
  const { totals, failures, fix } = facts;
  if (facts.template === "reinstatement" && fix) {
    const { before, after } = fix;
    return (
      `The cause was fixed at ${minute(fix.at)} UTC. Before, ${share(before.bad, before.attempts)} were bad requests; ` +
      `since, ${share(after.bad, after.attempts)}.`
    );
  }
  if (totals.failures === 0 || failures.firstAt === null || failures.lastAt === null) {
    return `None of ${formatNumber(totals.attempts)} attempts failed.`;
  }
  return (
    `${share(totals.failures, attemptsIn(facts))} failed between ${minute(failures.firstAt)} and ` +
    `${minute(failures.lastAt)} UTC. ${mostOften(facts)}`
  );
}

/** What the failures are a part of: a rate among failures alone would say nothing. */
export function attemptsIn({ selection, totals }: Pick<Facts, "selection" | "totals">): number {
  return Math.max(selection.base?.attempts ?? 0, totals.attempts);
}

function whatFails({ errors, moreErrors, totals }: Facts): string {
  const [first] = errors;
  if (!first) return "Failures";
  const sameRoute = moreErrors === 0 && errors.every(({ route }) => route === first.route);
  const what = errors.every(({ outcome, status }) => outcome === first.outcome && status === first.status)
    ? nameOf(first)
    : classesOf(totals.byOutcome);
  return `${what} on ${sameRoute ? first.route : `${formatNumber(new Set(errors.map(({ route }) => route)).size)} routes`}`;
}

function mostOften({ errors, moreErrors }: Facts): string {
  const [first] = errors;
  if (!first) return "";
  const what = `${nameOf(first)} on ${first.route}`;
  return errors.length === 1 && moreErrors === 0
    ? `All of them: ${what}.`
    : `Most often: ${what}, ${formatCount(first.attempts, "attempt").replace("\u00a0", " ")}.`;
}

function nameOf({ status, errorCode, networkError }: Report["errors"][number]): string {
  if (networkError) return `No answer (${networkError})`;
  return errorCode ? `${status} ${errorCode}` : `${status}`;
}

function classesOf(byOutcome: Readonly<Record<string, number>>): string {
  const classes = [
    ["client_error", "4xx"],
    ["rate_limited", "429"],
    ["server_error", "5xx"],
    ["network_error", "no answer"],
  ] as const;
  return classes
    .filter(([outcome]) => (byOutcome[outcome] ?? 0) > 0)
    .map(([, word]) => word)
    .join(", ");
}

function share(part: number, n: number): string {
  return n === 0
    ? "no attempt was made"
    : `${formatNumber(part)} of ${formatNumber(n)} attempts (${formatRate(part, n)})`;
}

function minute(iso: string): string {
  return iso.slice(0, 16).replace("T", " ");
}

function day(iso: string): string {
  return iso.slice(0, 10);
}

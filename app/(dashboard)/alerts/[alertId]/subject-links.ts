import { callsWithinHref } from "#components/charts/calls-href.ts";
import type { Alert } from "#lib/model/alert";
import type { Rule } from "#lib/model/alert-rule";
import { isBad, isFailure, type Outcome, outcomes } from "#lib/model/outcome";
import type { Range } from "#lib/time/range";

/** The time that an alert is about: from the window before it began until it ended, or now. */
export function rangeOfAlert({ startedAtMs, endedAtMs, windowSeconds }: Alert, nowMs: number): Range {
  // Windows of a day would show a day: an hour before is enough to see what led to it.
  const beforeMs = Math.min(windowSeconds * 1_000, 3_600_000);
  return { fromMs: startedAtMs - beforeMs, toMs: (endedAtMs ?? nowMs) + 1 };
}

/** Which calls an alert is about, as far as a filter can say. */
export function callFilterOf({ kind }: Alert, rule: Rule | undefined): { readonly outcome?: Outcome[] } {
  if (kind === "rate_limited") return { outcome: ["rate_limited"] };
  if (kind === "latency" || kind === "no_traffic" || kind === "deprecated_operation") return {};
  if (kind === "suspension_risk") return { outcome: outcomes.filter(isBad) };
  return { outcome: [...(rule?.counts ?? outcomes.filter(isFailure))] };
}

/** Where the calls, or the problem, of a subject are shown; null where there is nothing to show. */
export function subjectHref(alert: Alert, key: string, rule: Rule | undefined, nowMs: number): string | null {
  if (alert.kind === "problem_new" || alert.kind === "problem_regressed") return `/problems/${key}`;
  if (alert.kind === "self") return null;
  const range = rangeOfAlert(alert, nowMs);
  const filter = callFilterOf(alert, rule);
  if (key === "") return callsWithinHref(range, {}, filter);
  const by = alert.kind === "credential_rejected" ? "credential" : (rule?.groupBy ?? "none");
  return by === "none" ? callsWithinHref(range, {}, filter) : callsWithinHref(range, {}, { ...filter, [by]: [key] });
}

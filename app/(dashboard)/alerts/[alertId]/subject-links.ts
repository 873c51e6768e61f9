import { callsWithinHref } from "#components/charts/calls-href.ts";
import type { Alert } from "#lib/model/alert";
import type { Rule, RuleGrouping } from "#lib/model/alert-rule";
import { isBad, isFailure, type Outcome, outcomes } from "#lib/model/outcome";
import type { Range } from "#lib/time/range";

/** The time that an alert is about: from the window before it began until it ended, or now. */
export function rangeOfAlert({ startedAtMs, endedAtMs, windowSeconds }: Alert, nowMs: number): Range {
  // Windows of a day would show a day: an hour before is enough to see what led to it.
  const beforeMs = Math.min(windowSeconds * 1_000, 3_600_000);
  return { fromMs: startedAtMs - beforeMs, toMs: (endedAtMs ?? nowMs) + 1 };
}

/** As many values as a filter takes. */
const keysMax = 50;

type CallFilter = { readonly outcome?: Outcome[] } & Partial<
  Record<Exclude<RuleGrouping, "none"> | "problem", string[]>
>;

/** Which calls an alert is about, as far as a filter can say: those of its subjects, or of the one that is given. */
export function callFilterOf(alert: Alert, rule: Rule | undefined, key?: string): CallFilter {
  const { kind, subjects } = alert;
  const keys = (key === undefined ? subjects.map((subject) => subject.key) : [key]).filter((one) => one !== "");
  const by = groupingOf(kind, rule);
  const whose = by === "none" || keys.length === 0 ? {} : { [by]: keys.slice(0, keysMax) };
  // The calls of a problem are of its kind already.
  return by === "problem" && keys.length > 0 ? whose : { ...outcomeOf(kind, rule), ...whose };
}

function groupingOf(kind: Alert["kind"], rule: Rule | undefined): RuleGrouping | "problem" {
  if (kind === "problem_new" || kind === "problem_regressed") return "problem";
  return kind === "credential_rejected" ? "credential" : (rule?.groupBy ?? "none");
}

function outcomeOf(kind: Alert["kind"], rule: Rule | undefined): { readonly outcome?: Outcome[] } {
  if (kind === "rate_limited") return { outcome: ["rate_limited"] };
  if (kind === "latency" || kind === "no_traffic" || kind === "deprecated_operation") return {};
  if (kind === "suspension_risk") return { outcome: outcomes.filter(isBad) };
  return { outcome: [...(rule?.counts ?? outcomes.filter(isFailure))] };
}

/** Where all calls of an alert are shown; null where it is about none. */
export function alertCallsHref(alert: Alert, rule: Rule | undefined, nowMs: number): string | null {
  return alert.kind === "self" ? null : callsWithinHref(rangeOfAlert(alert, nowMs), {}, callFilterOf(alert, rule));
}

/** Where the calls, or the problem, of a subject are shown; null where there is nothing to show. */
export function subjectHref(alert: Alert, key: string, rule: Rule | undefined, nowMs: number): string | null {
  if (alert.kind === "problem_new" || alert.kind === "problem_regressed") return `/problems/${key}`;
  if (alert.kind === "self") return null;
  return callsWithinHref(rangeOfAlert(alert, nowMs), {}, callFilterOf(alert, rule, key));
}

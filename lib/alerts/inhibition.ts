import { isTold } from "#lib/alerts/follow-alert";
import type { Reading } from "#lib/alerts/reading";
import type { Alert } from "#lib/model/alert";
import { type Rule, type RuleFilter, type RuleKind, ruleFilterFields } from "#lib/model/alert-rule";

/** Which failures must prevail in an alert for it to be spoken for: bad attempts, or the others. */
type Held = { readonly kinds: readonly RuleKind[]; readonly only: "bad" | "other" };

/** While one of these fires it speaks for the others, if they are about the same traffic. */
const speaksFor: Partial<Readonly<Record<RuleKind, Held>>> = {
  suspected_suspension: {
    kinds: ["suspension_risk", "spike", "failure_rate", "rate_limited", "problem_new", "credential_rejected"],
    only: "bad",
  },
  suspension_risk: { kinds: ["spike", "failure_rate", "rate_limited", "problem_new"], only: "bad" },
  failure_rate: { kinds: ["spike", "problem_new"], only: "other" },
};

/** The kinds that may speak for others come first, so that what begins at the same moment is held back, too. */
export function inhibitorsFirst(rules: readonly Rule[]): readonly Rule[] {
  const order: readonly RuleKind[] = ["suspected_suspension", "suspension_risk", "failure_rate"];
  const placeOf = ({ kind }: Rule) => (order.includes(kind) ? order.indexOf(kind) : order.length);
  return rules.toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** The firing alert that speaks for an alert that would begin; null if there is none. */
export function inhibitorOf(
  rule: Rule,
  breaching: readonly Reading[],
  firing: readonly Alert[],
  ruleOf: (alert: Alert) => Rule | undefined,
): string | null {
  const inhibitor = firing.find((alert) => {
    const held = speaksFor[alert.kind];
    const other = ruleOf(alert);
    if (!held?.kinds.includes(rule.kind) || !other || !isTold(alert)) return false;
    return covers(other.filter, rule.filter) && isSpokenFor(other, held, breaching);
  });
  return inhibitor?.id ?? null;
}

function isSpokenFor(other: Rule, { only }: Held, breaching: readonly Reading[]): boolean {
  // A rule for one route, key or integration does not speak for all traffic.
  if (other.groupBy !== "none") return false;
  const sum = (of: (reading: Reading) => number) => breaching.reduce((before, reading) => before + of(reading), 0);
  const [bad, failures] = [sum((reading) => reading.bad), sum((reading) => reading.failures)];
  return only === "bad" ? bad * 2 > failures : bad * 2 < failures;
}

/** Whether a filter lets through all that another one does. */
function covers(wide: RuleFilter, narrow: RuleFilter): boolean {
  return ruleFilterFields.every((field) => {
    const allowed: readonly string[] | undefined = wide[field];
    const wanted: readonly string[] | undefined = narrow[field];
    return allowed === undefined || (wanted?.every((value) => allowed.includes(value)) ?? false);
  });
}

import { beginAlerts, type Pending } from "#lib/alerts/begin-alerts";
import { type AlertStep, endAlert, followAlert, type Moment } from "#lib/alerts/follow-alert";
import { inhibitorOf, inhibitorsFirst } from "#lib/alerts/inhibition";
import type { Evaluation } from "#lib/alerts/reading";
import type { Alert, Silence } from "#lib/model/alert";
import type { Rule } from "#lib/model/alert-rule";

/** What breaches without having an alert yet, by the id of its rule. */
export type PendingByRule = ReadonlyMap<string, Pending>;

type Step = {
  readonly rules: readonly Rule[];
  /** Those that were evaluated, by the id of their rule; the alerts of others stay as they are. */
  readonly evaluations: ReadonlyMap<string, Evaluation>;
  readonly firing: readonly Alert[];
  readonly silences: readonly Silence[];
  readonly pending: PendingByRule;
  readonly moment: Moment;
  readonly newId: () => string;
};

type RuleStep = AlertStep & { readonly rule: Rule | undefined };
type Stepped = { readonly steps: readonly RuleStep[]; readonly pending: PendingByRule };

/**
 * One look at all rules: alerts that go on are carried on or ended, and new ones begin, those that may speak for others
 * first. Pure: what it answers is all that happens.
 */
export function stepRules(step: Step): Stepped {
  const carriedOn = step.firing.flatMap((alert) => carryOn(step, alert) ?? []);
  const settled = new Map(carriedOn.map(({ alert }) => [alert.id, alert]));
  // As they are by now: an alert that has just ended speaks for nobody, one that has just begun does.
  let current = step.firing.map((alert) => settled.get(alert.id) ?? alert).filter(({ state }) => state === "firing");
  const begun: RuleStep[] = [];
  const pending = new Map<string, Pending>();
  for (const rule of inhibitorsFirst(step.rules)) {
    if (!rule.enabled) continue;
    const next = beginOf(step, rule, current);
    pending.set(rule.id, next.pending);
    if (!next.step) continue;
    const { alert } = next.step;
    begun.push({ ...next.step, rule });
    current = [...current.filter(({ id }) => id !== alert.id), alert];
  }
  return { steps: mergeSteps([...carriedOn, ...begun]), pending };
}

/** Null if the rule of the alert was not looked at. */
function carryOn({ rules, evaluations, moment }: Step, alert: Alert): RuleStep | null {
  const rule = rules.find(({ id }) => id === alert.ruleId);
  if (!rule?.enabled) return { ...endAlert(alert, "rule_removed", moment.nowMs), rule };
  const evaluation = evaluations.get(rule.id);
  return evaluation ? { ...followAlert(rule, alert, evaluation, moment), rule } : null;
}

function beginOf(step: Step, rule: Rule, current: readonly Alert[]) {
  const { rules, evaluations, silences, moment, newId } = step;
  const before = step.pending.get(rule.id) ?? new Map();
  const evaluation = evaluations.get(rule.id);
  if (!evaluation) return { pending: before, step: null };
  return beginAlerts({
    rule,
    evaluation,
    open: current.filter(({ ruleId }) => ruleId === rule.id),
    // Nobody looked in between, so nothing has waited.
    pending: moment.lookedAtMs === null ? new Map() : before,
    nowMs: moment.nowMs,
    newId,
    quietOf: (breaching) => ({
      inhibitedBy: inhibitorOf(rule, breaching, current, ({ ruleId }) => rules.find(({ id }) => id === ruleId)),
      silencedBy: silenceOf(rule, silences, moment.nowMs),
    }),
  });
}

/** An alert may be carried on and joined in one look: it is kept once, with all that happened. */
function mergeSteps(steps: readonly RuleStep[]): readonly RuleStep[] {
  return [...Map.groupBy(steps, ({ alert }) => alert.id).values()].flatMap((same) => {
    const last = same.at(-1);
    if (!last) return [];
    const message = same.map((one) => one.message).find((one) => one !== null) ?? null;
    return [{ ...last, events: same.flatMap(({ events }) => events), message }];
  });
}

function silenceOf({ id }: Rule, silences: readonly Silence[], nowMs: number): string | null {
  const silence = silences.find(({ ruleId, untilMs }) => untilMs > nowMs && (ruleId === null || ruleId === id));
  return silence?.id ?? null;
}

import type { Alert } from "#lib/model/alert";
import type { Rule } from "#lib/model/alert-rule";
import type { Delivery } from "#lib/model/delivery";

/** A rule for tests. */
export function sampleRule(changes: Partial<Rule> = {}): Rule {
  return {
    id: "rule-1",
    kind: "failure_rate",
    name: "Server errors",
    enabled: true,
    filter: {},
    counts: null,
    windowSeconds: 300,
    threshold: 0.2,
    recoveryThreshold: 0.1,
    minCount: 10,
    forSeconds: 0,
    keepFiringSeconds: 600,
    severity: "warning",
    groupBy: "none",
    channels: null,
    reminderSeconds: null,
    runbook: "",
    createdAtMs: 1,
    updatedAtMs: 1,
    ...changes,
  };
}

/** A firing alert for tests. */
export function sampleAlert(changes: Partial<Alert> = {}): Alert {
  return {
    id: "alert-1",
    ruleId: "rule-1",
    ruleName: "Server errors",
    kind: "failure_rate",
    severity: "warning",
    state: "firing",
    startedAtMs: 1_000,
    endedAtMs: null,
    ending: null,
    lastBreachAtMs: 1_000,
    value: 0.5,
    peak: 0.5,
    threshold: 0.2,
    windowSeconds: 300,
    attempts: 20,
    bad: 10,
    summary: "50 % of 20 attempts failed in the last 5 minutes",
    subjects: [
      {
        ...{ key: "", label: "all traffic", value: 0.5, attempts: 20, bad: 10, failures: 10 },
        ...{ lastBreachAtMs: 1_000, clearSinceMs: null },
      },
    ],
    subjectCount: 1,
    inhibitedBy: null,
    silencedBy: null,
    acknowledgedAtMs: null,
    acknowledgedBy: null,
    remindedAtMs: null,
    frozenSinceMs: null,
    ...changes,
  };
}

/** A message that waits, for tests. */
export function sampleDelivery(changes: Partial<Delivery> = {}): Delivery {
  return {
    id: "msg_1",
    alertId: "alert-1",
    channelId: "channel-1",
    type: "alert.firing",
    payload: "{}",
    createdAtMs: 1_000,
    state: "pending",
    tries: 0,
    nextTryAtMs: 1_000,
    lastTryAtMs: null,
    lastAnswer: null,
    ...changes,
  };
}

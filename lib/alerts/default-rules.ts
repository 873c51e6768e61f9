import { type Rule, type RuleKind, type RuleSettings, ruleKinds } from "#lib/model/alert-rule";
import { ruleFacts } from "#lib/model/rule-facts";

/** A rule of a kind as it is before anyone has changed it. */
export function defaultSettings(kind: RuleKind): RuleSettings {
  const { label, groupings, defaults } = ruleFacts[kind];
  return {
    name: label,
    enabled: true,
    filter: {},
    counts: kind === "failure_rate" ? ["server_error", "network_error"] : null,
    ...defaults,
    groupBy: groupings[0] ?? "none",
    channels: null,
    reminderSeconds: null,
    runbook: "",
  };
}

/** One rule of each kind, the gravest first: what is on from the first start. */
export function defaultRules(nowMs: number): readonly Rule[] {
  return ruleKinds.map((kind, index) => {
    const settings = defaultSettings(kind);
    const name = kind === "failure_rate" ? "Server and network errors" : settings.name;
    return {
      ...settings,
      name,
      id: `default-${kind.replaceAll("_", "-")}`,
      kind,
      createdAtMs: nowMs + index,
      updatedAtMs: nowMs,
    };
  });
}

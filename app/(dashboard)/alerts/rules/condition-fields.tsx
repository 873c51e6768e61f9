import { errorOf, typedInto } from "#components/form/form-values.ts";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Select } from "#components/ui/select";
import { type Rule, severities } from "#lib/model/alert-rule";
import type { FailedForm } from "#lib/model/form-state";
import { type RuleUnit, ruleFacts } from "#lib/model/rule-facts";

type ConditionFieldsProps = { rule: Rule; state: { readonly kind: string } | FailedForm };

const unitWords: Readonly<Record<RuleUnit, string>> = { share: "%", times: "times", ms: "ms", count: "" };
const groupWords = {
  none: "all traffic together",
  route: "each route",
  integration: "each integration",
  credential: "each key",
};

/** When an alert begins and when it ends. */
export function ConditionFields({ rule, state }: ConditionFieldsProps) {
  const { unit, threshold: meaning, minCount, hasWindow, groupings } = ruleFacts[rule.kind];
  const shown = (value: number) => String(unit === "share" ? Number((value * 100).toPrecision(10)) : value);
  const figure = (name: string, label: string, value: string, hint?: string) => (
    <Field
      label={label}
      hint={hint}
      error={errorOf(state, name === "recovery" ? "recoveryThreshold" : name) ?? errorOf(state, name)}
    >
      {(control) => (
        <Input name={name} inputMode="decimal" required defaultValue={typedInto(state, name) ?? value} {...control} />
      )}
    </Field>
  );
  const suffix = unitWords[unit] === "" ? "" : `, ${unitWords[unit]}`;
  return (
    <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
      {figure("threshold", `Begins at${suffix}`, shown(rule.threshold), meaning)}
      {figure("recovery", `May end below${suffix}`, shown(rule.recoveryThreshold), "In between it goes on.")}
      {minCount === null ? null : figure("minCount", "And at least so many", String(rule.minCount), minCount)}
      {hasWindow
        ? figure("windowMinutes", "In a window of, min", String(rule.windowSeconds / 60), "The span up to now.")
        : null}
      {figure("forMinutes", "For at least, min", String(rule.forSeconds / 60), "0: it begins at once.")}
      {figure(
        "keepFiringMinutes",
        "Ends after calm of, min",
        String(rule.keepFiringSeconds / 60),
        "So that it does not flap.",
      )}
      <Field
        label="Severity"
        hint={rule.kind === "suspension_risk" ? "At least: the nearer the limit, the graver." : undefined}
      >
        {(control) => (
          <Select name="severity" defaultValue={rule.severity} {...control}>
            {severities.map((severity) => (
              <option key={severity}>{severity}</option>
            ))}
          </Select>
        )}
      </Field>
      {groupings.length < 2 ? null : (
        <Field label="Judges" hint="What begins together is one alert." error={errorOf(state, "groupBy")}>
          {(control) => (
            <Select name="groupBy" defaultValue={rule.groupBy} {...control}>
              {groupings.map((grouping) => (
                <option key={grouping} value={grouping}>
                  {groupWords[grouping]}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
    </div>
  );
}

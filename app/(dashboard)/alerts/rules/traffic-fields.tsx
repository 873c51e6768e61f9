import { errorOf, typedInto } from "#components/form/form-values.ts";
import { Checkbox } from "#components/ui/checkbox";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import type { Rule } from "#lib/model/alert-rule";
import type { FailedForm } from "#lib/model/form-state";
import { isFailure, outcomes } from "#lib/model/outcome";
import { ruleFacts } from "#lib/model/rule-facts";

type TrafficFieldsProps = { rule: Rule; state: { readonly kind: string } | FailedForm };

const fields = [
  { name: "route", label: "Routes", placeholder: "GET /locks/{id}, POST /members" },
  { name: "integration", label: "Integrations", placeholder: "member-sync" },
  { name: "credential", label: "Keys", placeholder: "fingerprints" },
] as const;

const outcomeWords: Readonly<Record<string, string>> = {
  client_error: "4xx but 429",
  rate_limited: "429",
  server_error: "5xx",
  network_error: "no answer",
};

/** Which attempts a rule looks at, and which of them count as failures. */
export function TrafficFields({ rule, state }: TrafficFieldsProps) {
  const { filters } = ruleFacts[rule.kind];
  const countsFailures = rule.kind === "failure_rate" || rule.kind === "spike";
  return (
    <div className="grid gap-4">
      <div className="grid gap-4 sm:grid-cols-3">
        {fields
          .filter(({ name }) => filters.includes(name))
          .map(({ name, label, placeholder }) => (
            <Field key={name} label={label} hint="Several with commas." error={errorOf(state, name)}>
              {(control) => (
                <Input
                  name={name}
                  placeholder={placeholder}
                  autoComplete="off"
                  className="font-mono text-xs"
                  defaultValue={typedInto(state, name) ?? rule.filter[name]?.join(", ") ?? ""}
                  {...control}
                />
              )}
            </Field>
          ))}
      </div>
      {countsFailures ? (
        <fieldset>
          <legend className="mb-1 font-medium text-sm">What counts as a failure</legend>
          <div className="flex flex-wrap gap-x-6 gap-y-1">
            {outcomes.filter(isFailure).map((outcome) => (
              <Checkbox
                key={outcome}
                name="counts[]"
                value={outcome}
                defaultChecked={rule.counts?.includes(outcome) ?? true}
                label={outcomeWords[outcome] ?? outcome}
              />
            ))}
          </div>
        </fieldset>
      ) : null}
    </div>
  );
}

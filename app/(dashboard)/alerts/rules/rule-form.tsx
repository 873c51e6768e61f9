"use client";

import { startTransition, useActionState } from "react";
import { FormMessage } from "#components/form/form-message";
import { errorOf, idleForm, typedInto } from "#components/form/form-values.ts";
import { keepTyped } from "#components/form/keep-typed.ts";
import { Button } from "#components/ui/button";
import { Checkbox } from "#components/ui/checkbox";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Section } from "#components/ui/section";
import { Textarea } from "#components/ui/textarea";
import type { Rule } from "#lib/model/alert-rule";
import { ruleFacts } from "#lib/model/rule-facts";
import { type BacktestState, backtestAction, saveRuleAction } from "./actions";
import { BacktestPanel } from "./backtest-panel";
import { ChannelFields } from "./channel-fields";
import { ConditionFields } from "./condition-fields";
import { TrafficFields } from "./traffic-fields";

type RuleFormProps = {
  rule: Rule;
  /** Not kept yet. */
  isNew: boolean;
  channels: readonly { readonly id: string; readonly name: string }[];
  timeZone: string;
};

const idleBacktest: BacktestState = { kind: "idle" };
const noBacktest = "It cannot be tried on recorded traffic: how Ajar itself was doing is not kept over time.";

/** All that an owner may set of a rule, with a backtest before it is saved. */
export function RuleForm({ rule, isNew, channels, timeZone }: RuleFormProps) {
  const [state, save, isSaving] = useActionState(saveRuleAction, idleForm);
  const [backtest, runBacktest, isTesting] = useActionState(backtestAction, idleBacktest);
  const refused = state.kind === "failed" ? state : backtest.kind === "failed" ? backtest : state;
  const { about, canBacktest, filters } = ruleFacts[rule.kind];
  return (
    <form action={save} onSubmit={keepTyped(save)} className="grid gap-5">
      {isNew ? null : <input type="hidden" name="id" value={rule.id} />}
      <input type="hidden" name="kind" value={rule.kind} />
      <Section title={ruleFacts[rule.kind].label} note={about}>
        <div className="grid gap-4">
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label="Name" error={errorOf(refused, "name")}>
              {(control) => (
                <Input
                  name="name"
                  required
                  maxLength={80}
                  defaultValue={typedInto(refused, "name") ?? rule.name}
                  {...control}
                />
              )}
            </Field>
            <Checkbox name="enabled" defaultChecked={rule.enabled} label="Switched on" className="sm:mt-6" />
          </div>
          <ConditionFields rule={rule} state={refused} />
          {canBacktest ? (
            <BacktestPanel
              state={backtest}
              action={(form) => startTransition(() => runBacktest(form))}
              isPending={isTesting}
              timeZone={timeZone}
            />
          ) : (
            <p className="text-ink-3 text-xs">{noBacktest}</p>
          )}
        </div>
      </Section>
      {filters.length === 0 ? null : (
        <Section title="Which traffic" note="empty fields mean all of it">
          <TrafficFields rule={rule} state={refused} />
        </Section>
      )}
      <Section title="Who is told, and what">
        <div className="grid gap-4">
          <ChannelFields rule={rule} channels={channels} />
          <Field label="What to do" optional hint="Stands in every message and on the alert's page.">
            {(control) => (
              <Textarea name="runbook" rows={4} maxLength={4_000} defaultValue={rule.runbook} {...control} />
            )}
          </Field>
        </div>
      </Section>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="primary" pending={isSaving}>
          {isNew ? "Make the rule" : "Save"}
        </Button>
        <FormMessage state={state.kind === "failed" ? { ...state, errors: {} } : state} />
      </div>
    </form>
  );
}

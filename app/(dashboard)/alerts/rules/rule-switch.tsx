"use client";

import { useActionState } from "react";
import { FormMessage } from "#components/form/form-message";
import { idleForm } from "#components/form/form-values.ts";
import { Button } from "#components/ui/button";
import { switchRuleAction } from "./actions";

type RuleSwitchProps = { id: string; name: string; isOn: boolean };

/** Switches a rule on or off. */
export function RuleSwitch({ id, name, isOn }: RuleSwitchProps) {
  const [state, action, isPending] = useActionState(switchRuleAction, idleForm);
  return (
    <form action={action} className="inline-grid gap-1">
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="enabled" value={String(!isOn)} />
      <Button
        type="submit"
        size="sm"
        variant="ghost"
        pending={isPending}
        aria-label={`Switch ${isOn ? "off" : "on"} ${name}`}
      >
        {isOn ? "Switch off" : "Switch on"}
      </Button>
      {state.kind === "failed" ? <FormMessage state={state} /> : null}
    </form>
  );
}

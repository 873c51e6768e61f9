"use client";

import { useActionState } from "react";
import { FormMessage } from "#components/form/form-message";
import { idleForm } from "#components/form/form-values.ts";
import { Button } from "#components/ui/button";
import { acknowledgeAction } from "./actions";

/** Says that whoever is signed in looks after an alert. */
export function AcknowledgeButton({ alertId, ruleName }: { alertId: string; ruleName: string }) {
  const [state, action, isPending] = useActionState(acknowledgeAction, idleForm);
  return (
    <form action={action}>
      <input type="hidden" name="id" value={alertId} />
      <Button type="submit" size="sm" pending={isPending} aria-label={`Acknowledge ${ruleName}`}>
        Acknowledge
      </Button>
      {state.kind === "failed" ? <FormMessage state={state} /> : null}
    </form>
  );
}

"use client";

import { type ComponentProps, startTransition, useActionState } from "react";
import { ConfirmedButton } from "#components/form/confirmed-button";
import { FormMessage } from "#components/form/form-message";
import { idleForm } from "#components/form/form-values.ts";
import type { FormState } from "#lib/model/form-state";

type ConfirmedActionProps = Omit<ComponentProps<typeof ConfirmedButton>, "action"> & {
  readonly action: (state: FormState, form: FormData) => Promise<FormState>;
  /** What the action is told. */
  readonly fields: Readonly<Record<string, string>>;
};

/** A button that asks, then runs a form's action; what hinders it is said beside it. */
export function ConfirmedAction({ action, fields, ...look }: ConfirmedActionProps) {
  const [state, run] = useActionState(action, idleForm);
  const start = () => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    startTransition(() => run(form));
  };
  return (
    <>
      <ConfirmedButton variant="ghost" size="sm" {...look} action={start} />
      {state.kind === "failed" ? <FormMessage state={state} /> : null}
    </>
  );
}

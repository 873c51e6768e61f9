"use client";

import { useActionState } from "react";
import { FormMessage } from "#components/form/form-message";
import { errorOf, idleForm } from "#components/form/form-values.ts";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { signInByCodeAction } from "./actions";

export function CodeForm() {
  const [state, action, isPending] = useActionState(signInByCodeAction, idleForm);
  return (
    <form action={action} className="grid gap-4">
      <Field label="Code" error={errorOf(state, "code")}>
        {(control) => (
          <Input
            name="code"
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            required
            autoFocus
            className="font-mono"
            {...control}
          />
        )}
      </Field>
      <FormMessage state={state} />
      <Button type="submit" variant="primary" pending={isPending} className="w-full">
        Sign in
      </Button>
    </form>
  );
}

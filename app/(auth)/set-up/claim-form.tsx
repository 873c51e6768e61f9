"use client";

import { useActionState } from "react";
import { FormMessage } from "#components/form/form-message";
import { errorOf, idleForm, typedInto } from "#components/form/form-values.ts";
import { NewPasswordField } from "#components/form/new-password-field";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { claimAction } from "./actions";

export function ClaimForm({ code }: { code: string }) {
  const [state, action, isPending] = useActionState(claimAction, idleForm);
  return (
    <form action={action} className="grid gap-4">
      <input type="hidden" name="code" value={code} />
      <Field label="E-mail" hint="You sign in with it. Ajar sends nothing to it." error={errorOf(state, "email")}>
        {(control) => (
          <Input
            type="email"
            name="email"
            autoComplete="username"
            required
            autoFocus
            defaultValue={typedInto(state, "email")}
            {...control}
          />
        )}
      </Field>
      <NewPasswordField label="Password" name="password" error={errorOf(state, "password")} />
      <FormMessage state={state} />
      <Button type="submit" variant="primary" pending={isPending} className="w-full">
        Create the account
      </Button>
    </form>
  );
}

"use client";

import { useActionState } from "react";
import { FormMessage } from "#components/form/form-message";
import { errorOf, idleForm, typedInto } from "#components/form/form-values.ts";
import { PasswordInput } from "#components/form/password-input";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { signInAction } from "./actions";

export function LoginForm({ returnPath }: { returnPath: string }) {
  const [state, action, isPending] = useActionState(signInAction, idleForm);
  return (
    <form action={action} className="grid gap-4">
      <input type="hidden" name="next" value={returnPath} />
      <Field label="E-mail" error={errorOf(state, "email")}>
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
      <Field label="Password" error={errorOf(state, "password")}>
        {(control) => <PasswordInput name="password" autoComplete="current-password" required {...control} />}
      </Field>
      <FormMessage state={state} />
      <Button type="submit" variant="primary" pending={isPending} className="w-full">
        Sign in
      </Button>
    </form>
  );
}

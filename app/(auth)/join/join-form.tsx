"use client";

import { useActionState } from "react";
import { FormMessage } from "#components/form/form-message";
import { errorOf, idleForm } from "#components/form/form-values.ts";
import { NewPasswordField } from "#components/form/new-password-field";
import { Button } from "#components/ui/button";
import { joinAction } from "./actions";

type JoinFormProps = { readonly code: string; readonly email: string };

export function JoinForm({ code, email }: JoinFormProps) {
  const [state, action, isPending] = useActionState(joinAction, idleForm);
  return (
    <form action={action} className="grid gap-4">
      <input type="hidden" name="code" value={code} />
      {/* For password managers, which keep a password under a name. */}
      <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
      <NewPasswordField label="Password" name="password" error={errorOf(state, "password")} />
      <FormMessage state={state} />
      <Button type="submit" variant="primary" pending={isPending} className="w-full">
        Keep it and sign in
      </Button>
    </form>
  );
}

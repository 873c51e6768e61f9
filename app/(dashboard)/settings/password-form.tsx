"use client";

import { useActionState } from "react";
import { FormMessage } from "#components/form/form-message";
import { errorOf, idleForm } from "#components/form/form-values.ts";
import { NewPasswordField } from "#components/form/new-password-field";
import { PasswordInput } from "#components/form/password-input";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { changePasswordAction } from "./account-actions";

export function PasswordForm({ email }: { email: string }) {
  const [state, action, isPending] = useActionState(changePasswordAction, idleForm);
  return (
    <form action={action} className="grid max-w-md gap-3">
      {/* Tells a password manager which account this is. */}
      <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
      <Field label="Current password" error={errorOf(state, "current")}>
        {(control) => <PasswordInput name="current" autoComplete="current-password" required {...control} />}
      </Field>
      <NewPasswordField label="New password" name="next" error={errorOf(state, "next")} />
      <FormMessage state={state} />
      <Button type="submit" pending={isPending} className="justify-self-start">
        Change the password
      </Button>
    </form>
  );
}

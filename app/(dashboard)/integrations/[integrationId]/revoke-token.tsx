"use client";

import { startTransition, useActionState } from "react";
import { ConfirmedButton } from "#components/form/confirmed-button";
import { FormMessage } from "#components/form/form-message";
import { idleForm } from "#components/form/form-values.ts";
import { removeTokenAction } from "./actions";

export function RevokeToken({ id, prefix }: { id: string; prefix: string }) {
  const [state, action] = useActionState(removeTokenAction, idleForm);
  const revoke = () => {
    const form = new FormData();
    form.set("id", id);
    startTransition(() => action(form));
  };
  return (
    <>
      <ConfirmedButton
        variant="ghost"
        size="sm"
        aria-label={`Revoke the token ${prefix}`}
        title={`Revoke the token ${prefix}…?`}
        description="Calls that bring it are refused with 401 from the next one on, and do not reach Kisi. This cannot be undone."
        confirm="Revoke the token"
        action={revoke}
      >
        Revoke
      </ConfirmedButton>
      {state.kind === "failed" ? <FormMessage state={state} /> : null}
    </>
  );
}

"use client";

import { startTransition, useActionState } from "react";
import { ConfirmedButton } from "#components/form/confirmed-button";
import { FormMessage } from "#components/form/form-message";
import { idleForm } from "#components/form/form-values.ts";
import { revokeTokenAction } from "./token-actions";

export function RevokeToken({ id, name }: { id: string; name: string }) {
  const [state, action] = useActionState(revokeTokenAction, idleForm);
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
        aria-label={`Revoke the token for ${name}`}
        title={`Revoke the token for ${name}?`}
        description="Programs that use it are refused from the next request on. This cannot be undone; a new token can be made."
        confirm="Revoke the token"
        action={revoke}
      >
        Revoke
      </ConfirmedButton>
      {state.kind === "failed" ? <FormMessage state={state} /> : null}
    </>
  );
}

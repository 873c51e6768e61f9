"use client";

import { useActionState } from "react";
import { FormMessage } from "#components/form/form-message";
import { idleForm } from "#components/form/form-values.ts";
import { Button } from "#components/ui/button";
import { sendDigestAction } from "./actions";

/** Sends what the preview shows. */
export function SendDigest({ target }: { target: string }) {
  const [state, action, isPending] = useActionState(sendDigestAction, idleForm);
  return (
    <form action={action} className="grid gap-3">
      <FormMessage state={state} />
      <Button type="submit" pending={isPending} className="justify-self-start">
        Send it to {target} now
      </Button>
    </form>
  );
}

"use client";

import { startTransition, useActionState } from "react";
import { idleForm } from "#components/form/form-values.ts";
import { Button } from "#components/ui/button";
import { releaseHoldAction } from "./actions";

/** Lets the calls of one hold through again. */
export function ReleaseHold({ id }: { id: string }) {
  const [state, action, isPending] = useActionState(releaseHoldAction, idleForm);
  const release = () => {
    const form = new FormData();
    form.set("id", id);
    startTransition(() => action(form));
  };
  return (
    <>
      <Button size="sm" pending={isPending} onClick={release}>
        Let through
      </Button>
      <span role="status" className="block text-ink-3 text-xs">
        {state.kind === "failed" ? state.message : ""}
      </span>
    </>
  );
}

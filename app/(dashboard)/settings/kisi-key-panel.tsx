"use client";

import Link from "next/link";
import { startTransition, useActionState } from "react";
import { FormMessage } from "#components/form/form-message";
import { errorOf, idleForm } from "#components/form/form-values.ts";
import { PasswordInput } from "#components/form/password-input";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { ConfirmedButton } from "./confirmed-button";
import { keepKeyAction, removeKeyAction, testKeyAction } from "./kisi-actions";

type KisiKeyPanelProps = { source: "none" | "environment" | "stored" | "unreadable"; host: string };

/** What can be done with the key: test, replace, remove. */
export function KisiKeyPanel({ source, host }: KisiKeyPanelProps) {
  const isStored = source === "stored" || source === "unreadable";
  return (
    <div className="mt-4 grid gap-4 border-t pt-4">
      <div className="flex flex-wrap items-start gap-2">
        {source === "stored" || source === "environment" ? <TestKey host={host} /> : null}
        {isStored ? <RemoveKey /> : null}
      </div>
      {source === "none" || source === "unreadable" ? (
        <KeyForm verb="Store the key" />
      ) : (
        <details>
          <summary className="w-fit rounded-sm text-ink-2 hover:text-ink">
            {isStored ? "Replace the key" : "Store a key, to be used instead"}
          </summary>
          <div className="mt-3">
            <KeyForm verb={isStored ? "Replace the key" : "Store the key"} />
          </div>
        </details>
      )}
    </div>
  );
}

function KeyForm({ verb }: { verb: string }) {
  const [state, action, isPending] = useActionState(keepKeyAction, idleForm);
  return (
    <form action={action} className="grid max-w-md gap-3">
      <Field label="API key" hint="In Kisi: My Account → API." error={errorOf(state, "kisiKey")}>
        {(control) => <PasswordInput name="kisiKey" what="key" autoComplete="off" required mono {...control} />}
      </Field>
      <FormMessage state={state} />
      <Button type="submit" pending={isPending} className="justify-self-start">
        {verb}
      </Button>
    </form>
  );
}

function TestKey({ host }: { host: string }) {
  const [state, action, isPending] = useActionState(testKeyAction, idleForm);
  return (
    <form action={action} className="contents">
      <Button type="submit" pending={isPending} title={`One call, GET /user, to ${host}`}>
        {isPending ? "Asking Kisi…" : "Test the key"}
      </Button>
      <div className="order-last grid w-full gap-1.5">
        <FormMessage state={state} />
        {"callId" in state && state.callId ? (
          <p className="text-ink-3 text-xs">
            One call, <span className="font-mono">GET /user</span>, was made and logged:{" "}
            <Link href={`/calls/${state.callId}`} className="link">
              look at it
            </Link>
          </p>
        ) : null}
      </div>
    </form>
  );
}

function RemoveKey() {
  const [state, action] = useActionState(removeKeyAction, idleForm);
  return (
    <>
      <ConfirmedButton
        title="Remove the stored key?"
        description="The console cannot call Kisi with it any more. In Kisi the key stays valid: delete it there too if nobody should use it."
        confirm="Remove the key"
        action={() => startTransition(() => action(new FormData()))}
      >
        Remove
      </ConfirmedButton>
      {state.kind === "failed" ? <FormMessage state={state} /> : null}
    </>
  );
}

"use client";

import Link from "next/link";
import { startTransition, useActionState } from "react";
import { useFormStatus } from "react-dom";
import { ConfirmedButton } from "#components/form/confirmed-button";
import { FormMessage } from "#components/form/form-message";
import { errorOf, idleForm } from "#components/form/form-values.ts";
import { PasswordInput } from "#components/form/password-input";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import type { KeyState } from "#lib/model/form-state";

type KisiKeyPanelProps = {
  source: "none" | "environment" | "stored" | "unreadable";
  host: string;
  /** Takes a form whose `intent` is `keep` (with `kisiKey`), `remove` or `test`. */
  action: (state: KeyState, form: FormData) => Promise<KeyState>;
  /** What happens once the key is removed. */
  removal: string;
};

const idle: KeyState = idleForm;

type FormAction = (form: FormData) => void;

/** What can be done with the key: test, replace, remove. All share one state, so that its words outlive their form. */
export function KisiKeyPanel({ source, host, action: change, removal }: KisiKeyPanelProps) {
  const [state, action] = useActionState(change, idle);
  const isStored = source === "stored" || source === "unreadable";
  const isUsable = source === "stored" || source === "environment";
  const form = (verb: string) => <KeyForm action={action} verb={verb} error={errorOf(state, "kisiKey")} />;
  return (
    <div className="mt-4 grid gap-4 border-t pt-4">
      {isUsable || isStored ? (
        <div className="flex flex-wrap gap-2">
          {isUsable ? <TestKey action={action} host={host} /> : null}
          {isStored ? <RemoveKey action={action} removal={removal} /> : null}
        </div>
      ) : null}
      <FormMessage state={state} />
      {state.callId ? <LoggedCall callId={state.callId} /> : null}
      {isUsable ? (
        <details>
          <summary className="w-fit rounded-sm text-ink-2 hover:text-ink">
            {isStored ? "Replace the key" : "Store a key, to be used instead"}
          </summary>
          <div className="mt-3">{form(isStored ? "Replace the key" : "Store the key")}</div>
        </details>
      ) : (
        form("Store the key")
      )}
    </div>
  );
}

function KeyForm({ action, verb, error }: { action: FormAction; verb: string; error: string | undefined }) {
  return (
    <form action={action} className="grid max-w-md gap-3">
      <input type="hidden" name="intent" value="keep" />
      <Field label="API key" hint="In Kisi: My Account → API." error={error}>
        {(control) => <PasswordInput name="kisiKey" what="key" autoComplete="off" required mono {...control} />}
      </Field>
      <SubmitButton className="justify-self-start">{verb}</SubmitButton>
    </form>
  );
}

function TestKey({ action, host }: { action: FormAction; host: string }) {
  return (
    <form action={action}>
      <input type="hidden" name="intent" value="test" />
      <SubmitButton title={`One call, GET /user, to ${host}`}>Test the key</SubmitButton>
    </form>
  );
}

function RemoveKey({ action, removal }: { action: FormAction; removal: string }) {
  const remove = () => {
    const form = new FormData();
    form.set("intent", "remove");
    startTransition(() => action(form));
  };
  return (
    <ConfirmedButton
      title="Remove the stored key?"
      description={`${removal} In Kisi the key stays valid: delete it there too if nobody should use it.`}
      confirm="Remove the key"
      action={remove}
    >
      Remove
    </ConfirmedButton>
  );
}

function LoggedCall({ callId }: { callId: string }) {
  return (
    <p className="-mt-2 text-ink-3 text-xs">
      One call, <span className="font-mono">GET /user</span>, was made and logged:{" "}
      <Link href={`/calls/${callId}`} className="link">
        look at it
      </Link>
    </p>
  );
}

function SubmitButton(props: { children: string; title?: string; className?: string }) {
  const { pending } = useFormStatus();
  return <Button type="submit" pending={pending} {...props} />;
}

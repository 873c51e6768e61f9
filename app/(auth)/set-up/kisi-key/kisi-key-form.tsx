"use client";

import Link from "next/link";
import { useActionState } from "react";
import { FormMessage } from "#components/form/form-message";
import { errorOf, idleForm } from "#components/form/form-values.ts";
import { PasswordInput } from "#components/form/password-input";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { keepFirstKeyAction } from "./actions";

type KisiKeyFormProps = { upstream: string; hasEnvironmentKey: boolean };

export function KisiKeyForm({ upstream, hasEnvironmentKey }: KisiKeyFormProps) {
  const [state, action, isPending] = useActionState(keepFirstKeyAction, idleForm);
  if (state.kind === "done") {
    return (
      <>
        <FormMessage state={state} />
        <Button asChild variant="primary" className="w-full">
          <Link href="/">Open the dashboard</Link>
        </Button>
      </>
    );
  }
  const hint = hasEnvironmentKey
    ? "KISI_API_KEY is set for this server and is used if you skip this."
    : "In Kisi: My Account → API. A key of a user with few rights is enough to begin with.";
  return (
    <form action={action} className="grid gap-4">
      <Field label="API key" hint={hint} error={errorOf(state, "kisiKey")}>
        {(control) => (
          <PasswordInput name="kisiKey" what="key" autoComplete="off" required autoFocus mono {...control} />
        )}
      </Field>
      <FormMessage state={state} />
      <div className="grid gap-2">
        <Button type="submit" variant="primary" pending={isPending} className="w-full">
          {isPending ? "Asking Kisi…" : "Store and test"}
        </Button>
        <p className="text-ink-3 text-xs">
          The test is one call, <code className="font-mono">GET /user</code>, to {new URL(upstream).host}.
        </p>
      </div>
      <Button asChild variant="ghost" className="w-full">
        <Link href="/">{state.kind === "failed" ? "Go on to the dashboard" : "Skip for now"}</Link>
      </Button>
    </form>
  );
}

"use client";

import { startTransition, useActionState } from "react";
import { ConfirmedButton } from "#components/form/confirmed-button";
import { FormMessage } from "#components/form/form-message";
import { idleForm } from "#components/form/form-values.ts";
import { Section } from "#components/ui/section";
import { revokeIntegrationAction } from "./actions";

export function RevokeSection({ id, name }: { id: string; name: string }) {
  const [state, action] = useActionState(revokeIntegrationAction, idleForm);
  const revoke = () => {
    const form = new FormData();
    form.set("id", id);
    startTransition(() => action(form));
  };
  return (
    <Section title="Revoke" className="border-danger/40">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-[60ch] text-ink-2">
          Its tokens open nothing from the next call on, and its stored key is forgotten. Its calls stay in the log,
          under its name. This cannot be undone.
        </p>
        <ConfirmedButton
          variant="danger"
          title={`Revoke ${name}?`}
          description="Calls that it sends through Ajar are refused with 401 from now on, and do not reach Kisi. Point it to Kisi, or to another token, first."
          confirm="Revoke the integration"
          action={revoke}
        >
          Revoke the integration
        </ConfirmedButton>
      </div>
      {state.kind === "failed" ? (
        <div className="mt-3">
          <FormMessage state={state} />
        </div>
      ) : null}
    </Section>
  );
}

"use client";

import { useActionState, useState } from "react";
import { FormMessage } from "#components/form/form-message";
import { errorOf, idleForm, typedInto } from "#components/form/form-values.ts";
import { Button } from "#components/ui/button";
import { CodeBlock } from "#components/ui/code-block";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Notice } from "#components/ui/notice";
import { Segmented } from "#components/ui/segmented";
import { type ChannelState, createChannelAction } from "./actions";

const kinds = [
  { value: "webhook", label: "Webhook" },
  { value: "slack", label: "Slack" },
  { value: "email", label: "E-mail" },
] as const;
type Kind = (typeof kinds)[number]["value"];

/** Makes a channel; the secret of a webhook is shown once. */
export function NewChannel({ hasMail }: { hasMail: boolean }) {
  const [state, action, isPending] = useActionState<ChannelState, FormData>(createChannelAction, idleForm);
  const [kind, setKind] = useState<Kind>("webhook");
  return (
    <div className="grid max-w-xl gap-4">
      {state.kind === "created" ? <Created name={state.name} secret={state.secret} /> : null}
      <Segmented
        label="Kind of channel"
        value={kind}
        onValueChange={setKind}
        items={kinds}
        className="justify-self-start"
      />
      <form action={action} key={kind} className="grid gap-3">
        <input type="hidden" name="kind" value={kind} />
        <Field label="Name" error={errorOf(state, "name")}>
          {(control) => (
            <Input
              name="name"
              required
              maxLength={80}
              autoComplete="off"
              placeholder="On call"
              defaultValue={typedInto(state, "name")}
              {...control}
            />
          )}
        </Field>
        {kind === "email" ? <AddressField state={state} hasMail={hasMail} /> : <UrlFields state={state} kind={kind} />}
        {state.kind === "created" ? null : <FormMessage state={state} />}
        <Button type="submit" variant="primary" pending={isPending} className="justify-self-start">
          Add the channel
        </Button>
      </form>
    </div>
  );
}

function UrlFields({ state, kind }: { state: ChannelState; kind: "webhook" | "slack" }) {
  const hint =
    kind === "slack"
      ? "An incoming webhook of Slack. Whoever has it may post, so it is sealed and not shown again."
      : "Gets each alert as JSON, signed as Standard Webhooks has it. It is sealed and not shown again.";
  const placeholder = kind === "slack" ? "https://hooks.slack.com/services/…" : "https://hooks.example.com/ajar";
  return (
    <>
      <Field label="URL" hint={hint} error={errorOf(state, "url")}>
        {(control) => (
          <Input name="url" type="url" required autoComplete="off" placeholder={placeholder} {...control} />
        )}
      </Field>
      {kind === "slack" ? null : (
        <Field
          label="Secret"
          optional
          hint="whsec_ and base64, if the receiver has one already. Otherwise one is made."
          error={errorOf(state, "secret")}
        >
          {(control) => <Input name="secret" autoComplete="off" {...control} />}
        </Field>
      )}
    </>
  );
}

function AddressField({ state, hasMail }: { state: ChannelState; hasMail: boolean }) {
  return (
    <>
      {hasMail ? null : (
        <Notice tone="caution">
          Ajar has no mail server yet: set SMTP_URL and SMTP_FROM and start it anew. Until then mails wait.
        </Notice>
      )}
      <Field label="E-mail address" error={errorOf(state, "address")}>
        {(control) => (
          <Input
            name="address"
            type="email"
            required
            autoComplete="off"
            placeholder="on-call@example.com"
            defaultValue={typedInto(state, "address")}
            {...control}
          />
        )}
      </Field>
    </>
  );
}

function Created({ name, secret }: { name: string; secret: string | null }) {
  return (
    <div role="status" className="grid gap-2">
      <Notice>
        <p className="font-medium text-ink">{name} is there. Send it a test below.</p>
        {secret === null ? null : (
          <p>Copy the secret now: it is shown this once. The receiver checks signatures by it.</p>
        )}
      </Notice>
      {secret === null ? null : <CodeBlock code={secret} what="secret" wrap />}
    </div>
  );
}

"use client";

import { useActionState, useRef, useState } from "react";
import { AlertDialog } from "#components/ui/alert-dialog";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Notice } from "#components/ui/notice";
import { Section } from "#components/ui/section";
import { Textarea } from "#components/ui/textarea";
import { callKisi } from "./actions";
import { Answer } from "./answer";
import { confirmField } from "./confirm-field";
import type { ConsoleState, TypedValues } from "./console-state";
import { PageButtons } from "./page-buttons";

export type CallFormProps = {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly params: readonly { readonly name: string; readonly value: string }[];
  /** A list that takes `limit` and `offset`; null for everything else. */
  readonly page: { readonly limitDefault: number; readonly limitMax: number } | null;
  readonly hasBody: boolean;
  readonly doorAction: boolean;
  readonly deprecated: boolean;
};

const idle: ConsoleState = { kind: "idle" };

/** The fields of one operation, the button that sends it, and what came back. A door action asks first. */
export function CallForm(props: CallFormProps) {
  const [state, send, pending] = useActionState(callKisi, idle);
  const [asking, setAsking] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const confirmed = useRef<HTMLInputElement>(null);
  const errors = state.kind === "invalid" ? state.errors : {};
  const values = state.kind === "idle" ? {} : state.values;

  function sendConfirmed() {
    if (!form.current || !confirmed.current) return;
    confirmed.current.value = props.operationId;
    form.current.requestSubmit();
    confirmed.current.value = "";
  }

  function sendFrom(offset: number) {
    const field = form.current?.elements.namedItem("offset");
    if (!(field instanceof HTMLInputElement)) return;
    field.value = String(offset);
    form.current?.requestSubmit();
  }

  return (
    <>
      <Section
        title={<Target method={props.method} path={props.path} />}
        note={props.deprecated ? "Kisi has deprecated this operation." : undefined}
      >
        <form
          ref={form}
          action={send}
          className="grid gap-4"
          onSubmit={(event) => {
            if (!props.doorAction || confirmed.current?.value === props.operationId) return;
            event.preventDefault();
            setAsking(filledPath(props, event.currentTarget));
          }}
        >
          <input type="hidden" name="op" value={props.operationId} />
          <input ref={confirmed} type="hidden" name={confirmField} defaultValue="" />
          {state.kind === "invalid" ? <Notice tone="danger">{state.message}</Notice> : null}
          <CallFields {...props} errors={errors} values={values} />
          <div>
            <Button type="submit" variant={props.doorAction ? "danger" : "primary"} pending={pending}>
              {pending ? "Waiting for Kisi" : props.doorAction ? "Move the door…" : "Send"}
            </Button>
          </div>
        </form>
      </Section>
      <AlertDialog
        open={asking !== null}
        onOpenChange={(open) => setAsking(open ? asking : null)}
        title={props.operationId === "unlockLock" ? "A door will open" : "This acts on a real door"}
        description={`${props.method} ${asking ?? props.path} is sent to Kisi once and takes effect at once. Ajar never repeats it. Make sure that nobody is surprised.`}
        confirm={props.operationId === "unlockLock" ? "Open the door" : "Do it"}
        onConfirm={sendConfirmed}
      />
      <div aria-live="polite">
        {state.kind === "answered" ? (
          <Answer
            key={state.answer.callId}
            answer={state.answer}
            pages={<PageButtons range={state.answer.collectionRange} pending={pending} onOffset={sendFrom} />}
          />
        ) : null}
      </div>
    </>
  );
}

function Target({ method, path }: { method: string; path: string }) {
  return (
    <span className="break-all font-mono text-xs">
      <span className="text-ink-3">{method}</span> {path}
    </span>
  );
}

/** The path with what stands in the fields, so that a person sees which door. */
function filledPath({ path, params }: CallFormProps, form: HTMLFormElement): string {
  const typed = new FormData(form);
  return params.reduce(
    (filled, { name }) => filled.replace(`{${name}}`, String(typed.get(`p.${name}`) || `{${name}}`)),
    path,
  );
}

type FieldsProps = CallFormProps & { readonly errors: Readonly<Record<string, string>>; readonly values: TypedValues };

function CallFields({ params, page, method, hasBody, errors, values }: FieldsProps) {
  return (
    <>
      {params.length > 0 || page ? (
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
          {params.map(({ name, value }) => (
            <Field key={name} label={name} error={errors[`p.${name}`] ?? errors[`params.${name}`]}>
              {(control) => (
                <Input
                  name={`p.${name}`}
                  mono
                  defaultValue={values[`p.${name}`] ?? value}
                  autoComplete="off"
                  {...control}
                />
              )}
            </Field>
          ))}
          {page ? (
            <>
              <Field
                label="limit"
                optional
                hint={`${page.limitDefault} if left out, at most ${page.limitMax}`}
                error={errors.limit}
              >
                {(control) => <Input name="limit" defaultValue={values.limit} inputMode="numeric" mono {...control} />}
              </Field>
              <Field label="offset" optional hint="0 if left out" error={errors.offset}>
                {(control) => (
                  <Input name="offset" defaultValue={values.offset} inputMode="numeric" mono {...control} />
                )}
              </Field>
            </>
          ) : null}
        </div>
      ) : null}
      {method === "GET" || method === "DELETE" ? (
        <details className="group" open={Boolean(errors.query ?? values.query)}>
          <summary className="w-fit text-ink-2 text-xs hover:text-ink">More query parameters</summary>
          <Field label="Query" optional hint="One a line: place_id=12" error={errors.query} className="mt-2">
            {(control) => <Textarea name="query" defaultValue={values.query} rows={3} mono {...control} />}
          </Field>
        </details>
      ) : null}
      {hasBody ? (
        <Field
          label="JSON body"
          optional
          hint='Kisi wants the fields inside the resource&apos;s name: {"group": {"name": "Ops"}}'
          error={errors.body}
        >
          {(control) => (
            <Textarea name="body" defaultValue={values.body} rows={6} mono spellCheck={false} {...control} />
          )}
        </Field>
      ) : null}
    </>
  );
}

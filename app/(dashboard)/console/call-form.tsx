"use client";

import { useActionState, useRef, useState } from "react";
import { AlertDialog } from "#components/ui/alert-dialog";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { Section } from "#components/ui/section";
import { callKisi } from "./actions";
import { Answer } from "./answer";
import { CallFields } from "./call-fields";
import type { CallFormProps } from "./call-form-props";
import { confirmField, guardField } from "./confirm-field";
import type { ConsoleState } from "./console-state";
import { HoldNotice } from "./hold-notice";
import { PageButtons } from "./page-buttons";

const idle: ConsoleState = { kind: "idle" };

/** The fields of one operation, the button that sends it, and what came back. A door action asks first. */
export function CallForm(props: CallFormProps) {
  const [state, send, pending] = useActionState(callKisi, idle);
  const [asking, setAsking] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const confirmed = useRef<HTMLInputElement>(null);
  const guard = useRef<HTMLInputElement>(null);
  const errors = state.kind === "invalid" ? state.errors : {};
  const values = state.kind === "idle" ? {} : state.values;

  function sendConfirmed() {
    if (!form.current || !confirmed.current) return;
    confirmed.current.value = props.operationId;
    form.current.requestSubmit();
    confirmed.current.value = "";
    withGuard();
  }

  function withGuard() {
    if (guard.current) guard.current.value = "";
  }

  function sendUnguarded() {
    if (!form.current || !guard.current) return;
    guard.current.value = "off";
    form.current.requestSubmit();
    // A door action is sent only after its question, and so with the answer to it.
    if (!props.doorAction) withGuard();
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
            // Fields that are still empty come back marked; there is no door to ask about yet.
            if (!isFilled(props, event.currentTarget)) return;
            event.preventDefault();
            setAsking(filledPath(props, event.currentTarget));
          }}
        >
          <input type="hidden" name="op" value={props.operationId} />
          <input ref={confirmed} type="hidden" name={confirmField} defaultValue="" />
          <input ref={guard} type="hidden" name={guardField} defaultValue="" />
          {state.kind === "invalid" ? <Notice tone="danger">{errors[confirmField] ?? state.message}</Notice> : null}
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
        onOpenChange={(open) => {
          setAsking(open ? asking : null);
          if (!open) withGuard();
        }}
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
            hold={
              state.answer.hold ? (
                <HoldNotice
                  hold={state.answer.hold}
                  timeZone={state.answer.timeZone}
                  pending={pending}
                  onSend={sendUnguarded}
                />
              ) : null
            }
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

function isFilled({ params }: CallFormProps, form: HTMLFormElement): boolean {
  const typed = new FormData(form);
  return params.every(({ name }) => String(typed.get(`p.${name}`) ?? "").trim() !== "");
}

/** The path with what stands in the fields, so that a person sees which door. */
function filledPath({ path, params }: CallFormProps, form: HTMLFormElement): string {
  const typed = new FormData(form);
  return params.reduce(
    (filled, { name }) => filled.replace(`{${name}}`, String(typed.get(`p.${name}`) || `{${name}}`)),
    path,
  );
}

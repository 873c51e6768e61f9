"use client";

import { startTransition, useActionState } from "react";
import { ConfirmedButton } from "#components/form/confirmed-button";
import { FormMessage } from "#components/form/form-message";
import { errorOf, idleForm, typedInto } from "#components/form/form-values.ts";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { type CountedState, countPersonAction, forgetPersonAction } from "./forget-actions";

/** Counts first, and takes out on a second, confirmed click. */
export function ForgetForm() {
  const [state, action, isPending] = useActionState<CountedState, FormData>(countPersonAction, { kind: "idle" });
  const counted = state.kind === "counted" ? state : null;
  return (
    <div className="grid gap-3">
      <form action={action} className="grid gap-3">
        <Field
          label="E-mail, name or id"
          hint="As it stands in calls, in any case of letters; also URL-encoded, in hex or base64. One spelling at a time."
          error={errorOf(state, "person")}
          className="max-w-md"
        >
          {(control) => (
            <Input
              name="person"
              required
              minLength={4}
              maxLength={200}
              autoComplete="off"
              spellCheck={false}
              defaultValue={counted?.person ?? typedInto(state, "person")}
              {...control}
            />
          )}
        </Field>
        {state.kind === "failed" ? <FormMessage state={state} /> : null}
        <Button type="submit" pending={isPending} className="justify-self-start">
          Count the places
        </Button>
      </form>
      <output aria-live="polite" className="flex flex-wrap items-center gap-3">
        {counted === null ? null : (
          // A new person, a new answer.
          <Found key={`${counted.person} ${counted.total}`} {...counted} />
        )}
      </output>
    </div>
  );
}

function Found({ person, total, words }: Extract<CountedState, { kind: "counted" }>) {
  const [state, run, isPending] = useActionState(forgetPersonAction, idleForm);
  const forget = () => {
    const form = new FormData();
    form.set("person", person);
    startTransition(() => run(form));
  };
  if (state.kind === "done") return <FormMessage state={state} />;
  if (total === 0) return <p>Named in no place.</p>;
  return (
    <>
      <p>{isPending ? "Being taken out; with millions of calls this takes minutes." : `Named in ${words}.`}</p>
      <ConfirmedButton
        variant="danger"
        title={`Forget ${person}?`}
        description={`It is taken out of ${words}, and overwritten on disk. This cannot be undone. Issued reports are changed and say so.`}
        confirm="Forget it everywhere"
        action={forget}
      >
        Forget it everywhere
      </ConfirmedButton>
      {state.kind === "failed" ? <FormMessage state={state} /> : null}
    </>
  );
}

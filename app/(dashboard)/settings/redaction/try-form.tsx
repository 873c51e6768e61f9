"use client";

import { useActionState } from "react";
import { FormMessage } from "#components/form/form-message";
import { errorOf, idleForm, typedInto } from "#components/form/form-values.ts";
import { Button } from "#components/ui/button";
import { CodeBlock } from "#components/ui/code-block";
import { Field } from "#components/ui/field";
import { Select } from "#components/ui/select";
import { Textarea } from "#components/ui/textarea";
import { type TriedState, tryRedactionAction } from "./actions";

const offered = [
  ["body", "JSON body"],
  ["form", "Form body"],
  ["url", "Path or URL"],
  ["headers", "Headers, one a line"],
  ["message", "Error message"],
] as const;

/** A text in, what would be stored of it out. */
export function TryForm() {
  const [state, action, isPending] = useActionState<TriedState, FormData>(tryRedactionAction, idleForm as TriedState);
  const tried = state.kind === "tried" ? state : null;
  return (
    <form action={action} className="grid gap-3">
      <Field label="It is a" className="max-w-56">
        {(control) => (
          <Select name="what" defaultValue={tried?.what ?? typedInto(state, "what") ?? "body"} {...control}>
            {offered.map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Text to try" error={errorOf(state, "text")}>
        {(control) => (
          <Textarea
            name="text"
            mono
            rows={5}
            required
            maxLength={20_000}
            spellCheck={false}
            autoComplete="off"
            placeholder={'{"user":{"email":"jane@example.com"},"password":"a secret"}'}
            defaultValue={tried?.text ?? typedInto(state, "text")}
            {...control}
          />
        )}
      </Field>
      <FormMessage state={state} />
      <Button type="submit" pending={isPending} className="justify-self-start">
        Show what would be stored
      </Button>
      <output aria-live="polite" className="grid gap-2">
        {tried === null ? null : tried.stored === null ? (
          <p>Nothing of it: what has no names to go by is kept as type and size alone.</p>
        ) : (
          <CodeBlock code={tried.stored} what="what would be stored" wrap />
        )}
      </output>
    </form>
  );
}

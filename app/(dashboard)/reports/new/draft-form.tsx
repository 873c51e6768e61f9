"use client";

import { useActionState, useState } from "react";
import { FormMessage } from "#components/form/form-message";
import { errorOf, idleForm } from "#components/form/form-values.ts";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { createDraftAction } from "../actions";

type DraftFormProps = { fromMs: number; toMs: number; filter: string };

const templates = [
  {
    value: "failure",
    label: "Failures",
    hint: "What fails, how often, with examples and the control: for Kisi Support.",
  },
  {
    value: "reinstatement",
    label: "Reinstatement",
    hint: "For a suspended integrator: what was wrong, what was fixed and when, and proof that it stopped.",
  },
] as const;

/** Chooses the template, and reads the rows. */
export function DraftForm({ fromMs, toMs, filter }: DraftFormProps) {
  const [state, action, isPending] = useActionState(createDraftAction, idleForm);
  const [template, setTemplate] = useState<string>("failure");
  return (
    <form action={action} className="grid max-w-2xl gap-4">
      <input type="hidden" name="fromMs" value={fromMs} />
      <input type="hidden" name="toMs" value={toMs} />
      <input type="hidden" name="filter" value={filter} />
      <fieldset className="grid gap-2">
        <legend className="sr-only">What the report is for</legend>
        {templates.map(({ value, label, hint }) => (
          <label
            key={value}
            className="flex cursor-pointer items-start gap-2.5 rounded-md border px-3 py-2.5 hover:bg-paper-3 has-checked:border-accent"
          >
            <input
              type="radio"
              name="template"
              value={value}
              checked={template === value}
              onChange={() => setTemplate(value)}
              className="mt-0.5 size-4 shrink-0 accent-accent"
            />
            <span>
              <span className="font-medium">{label}</span>
              <span className="block text-ink-2">{hint}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {template === "reinstatement" ? (
        <Field
          label="When the cause was fixed (UTC)"
          hint="Within the range. The figures before and after it are the proof."
          error={errorOf(state, "fixedAt")}
        >
          {(control) => (
            <Input
              type="datetime-local"
              name="fixedAt"
              min={new Date(fromMs).toISOString().slice(0, 16)}
              max={new Date(toMs).toISOString().slice(0, 16)}
              required
              className="w-64"
              {...control}
            />
          )}
        </Field>
      ) : null}
      <FormMessage state={state} />
      <Button type="submit" variant="primary" pending={isPending} className="justify-self-start">
        Read the attempts
      </Button>
    </form>
  );
}

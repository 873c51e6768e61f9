"use client";

import { useActionState } from "react";
import { FormMessage } from "#components/form/form-message";
import { errorOf, idleForm, typedInto } from "#components/form/form-values.ts";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Textarea } from "#components/ui/textarea";
import { changeRedactionAction } from "./actions";

type RulesFormProps = { fields: readonly string[]; patterns: readonly string[]; mayChange: boolean };

/** What an owner hides on top. Who may only look sees the rules, and no button. */
export function RulesForm({ fields, patterns, mayChange }: RulesFormProps) {
  const [state, action, isPending] = useActionState(changeRedactionAction, idleForm);
  const area = (name: "fields" | "patterns", kept: readonly string[]) => ({
    name,
    rows: 4,
    readOnly: !mayChange,
    spellCheck: false,
    autoComplete: "off",
    defaultValue: typedInto(state, name) ?? kept.join("\n"),
  });
  return (
    <form action={action} className="grid gap-4" key={JSON.stringify([fields, patterns])}>
      <div className="grid items-start gap-4 md:grid-cols-2">
        <Field
          label="Names"
          optional
          hint="One a line, 50 at most. Fields of bodies, parameters of queries, headers; case, blanks, - and _ do not count."
          error={errorOf(state, "fields")}
        >
          {(control) => <Textarea {...area("fields", fields)} mono placeholder="cost_center" {...control} />}
        </Field>
        <Field
          label="Patterns"
          optional
          hint="One a line, 20 at most, in RE2's syntax, which no text can slow down. Hidden wherever they match."
          error={errorOf(state, "patterns")}
        >
          {(control) => <Textarea {...area("patterns", patterns)} mono placeholder="\bEMP-\d{4,8}\b" {...control} />}
        </Field>
      </div>
      {mayChange ? (
        <>
          <FormMessage state={state} />
          <Button type="submit" pending={isPending} className="justify-self-start">
            Save the rules
          </Button>
        </>
      ) : (
        <p className="text-ink-3 text-xs">Your role may look at the rules but not change them.</p>
      )}
    </form>
  );
}

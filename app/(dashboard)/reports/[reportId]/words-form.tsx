"use client";

import { useActionState } from "react";
import { FormMessage } from "#components/form/form-message";
import { errorOf, idleForm, typedInto } from "#components/form/form-values.ts";
import { keepTyped } from "#components/form/keep-typed.ts";
import { Button } from "#components/ui/button";
import { Checkbox } from "#components/ui/checkbox";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Textarea } from "#components/ui/textarea";
import { changeWordsAction } from "../actions";
import { wordLabels } from "./word-labels";

type WordsFormProps = {
  id: string;
  template: keyof typeof wordLabels;
  kept: Readonly<Record<"title" | "impact" | "expected" | "actual" | "stepsTaken" | "hide", string>>;
  suggestedTitle: string;
  withoutExchanges: boolean;
};

/** What only a person can say. */
export function WordsForm({ id, template, kept, suggestedTitle, withoutExchanges }: WordsFormProps) {
  const [state, action, isPending] = useActionState(changeWordsAction, idleForm);
  const field = (name: keyof typeof kept) => ({ name, defaultValue: typedInto(state, name) ?? kept[name] });
  return (
    <form
      action={action}
      onSubmit={keepTyped(action)}
      key={JSON.stringify([kept, withoutExchanges])}
      className="grid gap-4"
    >
      <input type="hidden" name="id" value={id} />
      <Field label="Title" optional hint="Left empty, it is written from the data." error={errorOf(state, "title")}>
        {(control) => (
          <Input {...field("title")} placeholder={suggestedTitle} maxLength={300} autoComplete="off" {...control} />
        )}
      </Field>
      <div className="grid gap-4 md:grid-cols-2">
        {wordLabels[template].map(({ name, label, placeholder }) => (
          <Field key={name} label={label} optional error={errorOf(state, name)}>
            {(control) => (
              <Textarea {...field(name)} placeholder={placeholder} maxLength={5_000} rows={3} {...control} />
            )}
          </Field>
        ))}
      </div>
      <Field
        label="Also hide these words"
        optional
        hint="One a line. They are hidden wherever they stand, in the document and in the rows, in any case of letters."
        error={errorOf(state, "hide")}
      >
        {(control) => <Textarea {...field("hide")} mono rows={2} {...control} />}
      </Field>
      <Checkbox
        name="withoutExchanges"
        defaultChecked={withoutExchanges}
        label="Leave out headers and bodies"
        hint="They are redacted, and Kisi Support finds the cause faster with them."
      />
      <FormMessage state={state} />
      <Button type="submit" pending={isPending} className="justify-self-start">
        Save and show
      </Button>
    </form>
  );
}

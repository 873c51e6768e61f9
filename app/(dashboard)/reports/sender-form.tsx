"use client";

import { useActionState } from "react";
import { FormMessage } from "#components/form/form-message";
import { errorOf, idleForm, typedInto } from "#components/form/form-values.ts";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { saveSenderAction } from "./actions";

const fields = [
  { name: "organization", label: "Organization", placeholder: "Acme Coworking AG" },
  { name: "contact", label: "Contact", placeholder: "Jane Doe, platform team, jane@example.com" },
  {
    name: "address",
    label: "Address of this machine",
    placeholder: "203.0.113.7",
    hint: "From which Kisi sees the calls come.",
  },
  {
    name: "supportAddress",
    label: "Where reports go",
    placeholder: "support@getkisi.com",
    hint: "“Open in mail” writes to it.",
  },
] as const;

type SenderFormProps = { kept: Readonly<Record<(typeof fields)[number]["name"], string>> };

export function SenderForm({ kept }: SenderFormProps) {
  const [state, action, isPending] = useActionState(saveSenderAction, idleForm);
  return (
    // A new key: what was typed gives way to what is kept once it is saved.
    <form action={action} key={JSON.stringify(kept)} className="grid gap-4">
      <div className="grid gap-4 md:grid-cols-2">
        {fields.map(({ name, label, placeholder, ...field }) => (
          <Field
            key={name}
            label={label}
            optional
            hint={"hint" in field ? field.hint : undefined}
            error={errorOf(state, name)}
          >
            {(control) => (
              <Input
                name={name}
                placeholder={placeholder}
                defaultValue={typedInto(state, name) ?? kept[name]}
                maxLength={200}
                autoComplete="off"
                {...control}
              />
            )}
          </Field>
        ))}
      </div>
      <FormMessage state={state} />
      <Button type="submit" pending={isPending} className="justify-self-start">
        Save
      </Button>
    </form>
  );
}

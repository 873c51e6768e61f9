"use client";

import { useActionState } from "react";
import { FormMessage } from "#components/form/form-message";
import { errorOf, idleForm, typedInto } from "#components/form/form-values.ts";
import { NewToken } from "#components/form/new-token";
import { Button } from "#components/ui/button";
import { Checkbox } from "#components/ui/checkbox";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Select } from "#components/ui/select";
import { createTokenAction } from "./token-actions";

const offered = [
  { scope: "read", label: "read", hint: "Look at calls, figures, problems and metrics." },
  { scope: "write", label: "write", hint: "Change problems, rules, channels and settings." },
  { scope: "ingest", label: "ingest", hint: "Send in attempts that were made elsewhere." },
] as const;

/** Makes a token and shows it, once. */
export function TokenForm() {
  const [state, action, isPending] = useActionState(createTokenAction, idleForm);
  const ticked = typedInto(state, "scopes[]");
  const days = typedInto(state, "days") ?? "never";
  return (
    <div className="grid max-w-xl gap-4">
      {state.kind === "created" ? <NewToken title={`The token for ${state.name}`} token={state.token} /> : null}
      <form action={action} className="grid gap-3">
        <Field label="New token for" error={errorOf(state, "name")}>
          {(control) => (
            <Input
              name="name"
              placeholder="nightly export"
              required
              maxLength={80}
              autoComplete="off"
              defaultValue={typedInto(state, "name")}
              {...control}
            />
          )}
        </Field>
        <fieldset className="grid gap-1">
          <legend className="mb-1 font-medium">It may</legend>
          <div className="grid gap-x-4 gap-y-1 sm:grid-cols-3">
            {offered.map(({ scope, ...words }) => (
              <Checkbox
                key={`${scope} ${ticked}`}
                name="scopes[]"
                value={scope}
                defaultChecked={(ticked?.split(",") ?? ["read"]).includes(scope)}
                {...words}
              />
            ))}
          </div>
          {errorOf(state, "scopes") ? <p className="text-danger text-xs">{errorOf(state, "scopes")}</p> : null}
        </fieldset>
        <Field label="It ends">
          {(control) => (
            <Select key={days} name="days" defaultValue={days} className="max-w-40" {...control}>
              <option value="30">after 30 days</option>
              <option value="90">after 90 days</option>
              <option value="365">after a year</option>
              <option value="never">never</option>
            </Select>
          )}
        </Field>
        {state.kind === "created" ? null : <FormMessage state={state} />}
        <Button type="submit" pending={isPending} className="justify-self-start">
          Make a token
        </Button>
      </form>
    </div>
  );
}

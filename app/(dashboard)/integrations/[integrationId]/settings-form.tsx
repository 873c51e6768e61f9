"use client";

import { useActionState } from "react";
import { FormMessage } from "#components/form/form-message";
import { errorOf, idleForm, typedInto } from "#components/form/form-values.ts";
import { keepTyped } from "#components/form/keep-typed.ts";
import { Button } from "#components/ui/button";
import { Checkbox } from "#components/ui/checkbox";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Select } from "#components/ui/select";
import type { GuardMode } from "#lib/model/guard";
import { changeIntegrationAction } from "./actions";

type SettingsFormProps = {
  id: string;
  kept: { readonly name: string; readonly identifier: string; readonly contact: string };
  tokenInPath: boolean;
  /** Its own mode; null for the one set for all. */
  guard: GuardMode | null;
  guardForAll: GuardMode;
  /** What is sent where the integration has nothing of its own. */
  shared: { readonly identifier: string; readonly contact: string };
};

export function SettingsForm({ id, kept, tokenInPath, guard, guardForAll, shared }: SettingsFormProps) {
  const [state, action, isPending] = useActionState(changeIntegrationAction, idleForm);
  const field = (name: keyof typeof kept) => ({ name, defaultValue: typedInto(state, name) ?? kept[name] });
  return (
    // A new key: what was typed gives way to what is kept once it is saved.
    <form
      action={action}
      onSubmit={keepTyped(action)}
      className="grid max-w-xl gap-4"
      key={JSON.stringify([kept, tokenInPath, guard])}
    >
      <input type="hidden" name="id" value={id} />
      <Field label="Name" error={errorOf(state, "name")}>
        {(control) => <Input {...field("name")} required maxLength={80} autoComplete="off" {...control} />}
      </Field>
      <Field
        label="Partner identifier"
        optional
        hint={<PartnerHint header="X-Kisi-Integration-Identifier" />}
        error={errorOf(state, "identifier")}
      >
        {(control) => (
          <Input
            {...field("identifier")}
            placeholder={shared.identifier || "acme-member-sync"}
            maxLength={200}
            autoComplete="off"
            {...control}
          />
        )}
      </Field>
      <Field
        label="Partner contact"
        optional
        hint={<PartnerHint header="X-Kisi-Integration-Contact" />}
        error={errorOf(state, "contact")}
      >
        {(control) => (
          <Input
            {...field("contact")}
            placeholder={shared.contact || "dev@example.com"}
            maxLength={200}
            autoComplete="off"
            {...control}
          />
        )}
      </Field>
      <Checkbox
        name="tokenInPath"
        defaultChecked={tokenInPath}
        label="Let the token stand in the path"
        hint="For programs in which only a base URL can be set: /kisi/t/<token>. A token in a URL ends up in logs and histories of others more easily than one in a header."
      />
      <Field
        label="Guard"
        hint="What happens to calls that Kisi has refused again and again, with nothing changed."
        error={errorOf(state, "guard")}
      >
        {(control) => (
          <Select name="guard" defaultValue={guard ?? ""} {...control}>
            <option value="">As for all: {guardForAll}</option>
            <option value="off">Off: they are sent</option>
            <option value="observe">Observe: they are sent and counted</option>
            <option value="enforce">Enforce: they are held back</option>
          </Select>
        )}
      </Field>
      <FormMessage state={state} />
      <Button type="submit" pending={isPending} className="justify-self-start">
        Save
      </Button>
    </form>
  );
}

function PartnerHint({ header }: { header: string }) {
  return (
    <>
      Sent as <span className="font-mono">{header}</span> where the call has none.
    </>
  );
}

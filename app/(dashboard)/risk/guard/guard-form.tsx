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
import type { GuardSettings } from "#lib/model/guard";
import type { PrioritySettings } from "#lib/model/priorities";
import { changeGuardAction } from "./actions";

type GuardFormProps = { guard: GuardSettings; priorities: PrioritySettings };

export function GuardForm({ guard, priorities }: GuardFormProps) {
  const [state, action, isPending] = useActionState(changeGuardAction, idleForm);
  const field = (name: string, kept: number) => ({ name, defaultValue: typedInto(state, name) ?? String(kept) });
  return (
    // A new key: what was typed gives way to what is kept once it is saved.
    <form
      action={action}
      onSubmit={keepTyped(action)}
      className="grid max-w-2xl gap-6"
      key={JSON.stringify([guard, priorities])}
    >
      <fieldset className="grid gap-3">
        <legend className="mb-2 font-medium">Guard</legend>
        <div className="grid items-start gap-3 sm:grid-cols-3">
          <Field label="Mode" error={errorOf(state, "mode")}>
            {(control) => (
              <Select name="mode" defaultValue={guard.mode} {...control}>
                <option value="off">Off</option>
                <option value="observe">Observe: send all, count</option>
                <option value="enforce">Enforce: hold back</option>
              </Select>
            )}
          </Field>
          <Field label="Refusals in a row" hint="of one call, nothing changed" error={errorOf(state, "failuresMax")}>
            {(control) => <Input {...field("failuresMax", guard.failuresMax)} inputMode="numeric" {...control} />}
          </Field>
          <Field label="Held for, minutes" hint="then one call tries" error={errorOf(state, "expiryMinutes")}>
            {(control) => (
              <Input {...field("expiryMinutes", guard.expiryMs / 60_000)} inputMode="decimal" {...control} />
            )}
          </Field>
        </div>
        <Checkbox
          name="doorActions"
          defaultChecked={guard.doorActions}
          label="Hold door actions, too"
          hint="Without this, no door action is ever held back."
        />
      </fieldset>
      <fieldset className="grid gap-3">
        <legend className="mb-2 font-medium">Priorities while the budget is critical</legend>
        <div>
          <Checkbox
            name="enabled"
            defaultChecked={priorities.enabled}
            label="Let bulk work wait"
            hint={
              <>
                Door actions go first, then calls with <span className="font-mono">X-Ajar-Priority: high</span>; those
                with <span className="font-mono">low</span> go at the pace below.
              </>
            }
          />
          <Checkbox
            name="unmarkedIsBulk"
            defaultChecked={priorities.unmarkedIsBulk}
            label="Calls without a priority are bulk work, too"
          />
        </div>
        <Field
          label="Bulk calls a minute"
          hint="of each Kisi user"
          error={errorOf(state, "bulkPerMinute")}
          className="max-w-48"
        >
          {(control) => (
            <Input {...field("bulkPerMinute", priorities.bulkPerMinute)} inputMode="numeric" {...control} />
          )}
        </Field>
      </fieldset>
      <FormMessage state={state} />
      <Button type="submit" pending={isPending} className="justify-self-start">
        Save guard and priorities
      </Button>
    </form>
  );
}

"use client";

import { useActionState } from "react";
import { FormMessage } from "#components/form/form-message";
import { errorOf, idleForm, typedInto } from "#components/form/form-values.ts";
import { Button } from "#components/ui/button";
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Select } from "#components/ui/select";
import { silenceAction } from "./actions";

type SilenceDialogProps = {
  rules: readonly { readonly id: string; readonly name: string }[];
  /** The rule that is meant at first; all rules if it is absent. */
  ruleId?: string;
  /** As its neighbours. */
  size?: "sm" | "md";
};

/** Asks for how long, of which rule, and why nothing shall be told. */
export function SilenceDialog({ rules, ruleId = "", size = "md" }: SilenceDialogProps) {
  const [state, action, isPending] = useActionState(silenceAction, idleForm);
  const typedRule = typedInto(state, "ruleId") ?? ruleId;
  const typedHours = typedInto(state, "hours") ?? "1";
  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button size={size}>Silence</Button>
      </DialogTrigger>
      <DialogContent
        title="Silence alerts"
        description="Alerts that begin meanwhile are listed here and send nothing, not even their end."
      >
        <form action={action} className="grid gap-4">
          <Field label="Rule">
            {(control) => (
              <Select key={typedRule} name="ruleId" defaultValue={typedRule} {...control}>
                <option value="">All rules</option>
                {rules.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label="For">
            {(control) => (
              <Select key={typedHours} name="hours" defaultValue={typedHours} {...control}>
                <option value="1">1 hour</option>
                <option value="4">4 hours</option>
                <option value="24">a day</option>
                <option value="168">a week</option>
              </Select>
            )}
          </Field>
          <Field label="Why" hint="Whoever wonders finds it here." error={errorOf(state, "reason")}>
            {(control) => (
              <Input
                name="reason"
                required
                maxLength={300}
                placeholder="Migration of the member sync"
                defaultValue={typedInto(state, "reason")}
                {...control}
              />
            )}
          </Field>
          <FormMessage state={state} />
          <DialogActions>
            <DialogClose asChild>
              <Button>Close</Button>
            </DialogClose>
            <Button type="submit" variant="primary" pending={isPending}>
              Silence
            </Button>
          </DialogActions>
        </form>
      </DialogContent>
    </Dialog>
  );
}

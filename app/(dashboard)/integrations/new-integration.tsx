"use client";

import { useActionState } from "react";
import { FormMessage } from "#components/form/form-message";
import { errorOf, idleForm, typedInto } from "#components/form/form-values.ts";
import { Button } from "#components/ui/button";
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { createIntegrationAction } from "./actions";

/** A button that asks for a name, makes the integration and leads to its page. */
export function NewIntegration() {
  const [state, action, isPending] = useActionState(createIntegrationAction, idleForm);
  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button variant="primary">New integration</Button>
      </DialogTrigger>
      <DialogContent title="New integration" description="One for each program of yours that calls Kisi.">
        <form action={action} className="grid gap-4">
          <Field label="Name" hint="It can be changed later." error={errorOf(state, "name")}>
            {(control) => (
              <Input
                name="name"
                placeholder="Member sync"
                required
                maxLength={80}
                autoComplete="off"
                defaultValue={typedInto(state, "name")}
                {...control}
              />
            )}
          </Field>
          <FormMessage state={state} />
          <DialogActions>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button type="submit" variant="primary" pending={isPending}>
              Make it
            </Button>
          </DialogActions>
        </form>
      </DialogContent>
    </Dialog>
  );
}

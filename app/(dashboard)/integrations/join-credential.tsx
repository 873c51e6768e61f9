"use client";

import { useActionState } from "react";
import { FormMessage } from "#components/form/form-message";
import { idleForm } from "#components/form/form-values.ts";
import { Button } from "#components/ui/button";
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Select } from "#components/ui/select";
import { joinCredentialAction, leaveCredentialAction } from "./actions";

type JoinCredentialProps = {
  fingerprint: string;
  name: string;
  others: readonly { readonly value: string; readonly label: string }[];
};

/** Asks which other key belongs to the same Kisi user. */
export function JoinCredential({ fingerprint, name, others }: JoinCredentialProps) {
  const [state, action, isPending] = useActionState(joinCredentialAction, idleForm);
  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button variant="ghost" size="sm" aria-label={`Join the key ${name} to another one`}>
          Join
        </Button>
      </DialogTrigger>
      <DialogContent
        title="The same Kisi user?"
        description="Kisi allows a user 5 requests a second, with all its keys together. Keys that are joined share one pacer. A call of GET /user or a sign-in through Ajar tells whose a key is by itself."
      >
        <form action={action} className="grid gap-4">
          <input type="hidden" name="fingerprint" value={fingerprint} />
          <Field label={`${name} belongs to the user of`}>
            {(control) => (
              <Select name="joinWith" {...control}>
                {others.map(({ value, label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <FormMessage state={state} />
          <DialogActions>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button type="submit" variant="primary" pending={isPending}>
              Join
            </Button>
          </DialogActions>
        </form>
      </DialogContent>
    </Dialog>
  );
}

/** Takes the join back. */
export function LeaveUser({ fingerprint, name }: { fingerprint: string; name: string }) {
  const [state, action, isPending] = useActionState(leaveCredentialAction, idleForm);
  return (
    <form action={action}>
      <input type="hidden" name="fingerprint" value={fingerprint} />
      <Button type="submit" variant="ghost" size="sm" pending={isPending} aria-label={`Part the key ${name} again`}>
        Part
      </Button>
      {state.kind === "failed" ? <FormMessage state={state} /> : null}
    </form>
  );
}

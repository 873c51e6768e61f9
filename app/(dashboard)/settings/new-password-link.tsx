"use client";

import { startTransition, useActionState, useState } from "react";
import { FormMessage } from "#components/form/form-message";
import { idleForm } from "#components/form/form-values.ts";
import { Button } from "#components/ui/button";
import { Dialog, DialogActions, DialogContent, DialogTrigger } from "#components/ui/dialog";
import { OneTimeLink } from "./one-time-link";
import { type LinkState, offerNewPasswordAction } from "./people-actions";

/** For who forgot a password: makes a link to choose another one, and shows it, once. */
export function NewPasswordLink({ id, email }: { readonly id: number; readonly email: string }) {
  const [isOpen, setOpen] = useState(false);
  const [state, action, isPending] = useActionState<LinkState, FormData>(offerNewPasswordAction, idleForm);
  const make = () => {
    const form = new FormData();
    form.set("id", String(id));
    startTransition(() => action(form));
  };
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="ghost" size="sm" aria-label={`New password for ${email}`}>
          New password
        </Button>
      </DialogTrigger>
      <DialogContent
        title={`A new password for ${email}`}
        description="Until the link is used, the old password works. Then every browser of theirs is signed out."
      >
        {state.kind === "created" ? <OneTimeLink email={state.email} link={state.link} days={1} /> : null}
        {state.kind === "created" ? null : <FormMessage state={state} />}
        <DialogActions>
          <Button variant="primary" pending={isPending} onClick={make}>
            Make a link
          </Button>
        </DialogActions>
      </DialogContent>
    </Dialog>
  );
}

"use client";

import { useActionState } from "react";
import { FormMessage } from "#components/form/form-message";
import { errorOf, idleForm, typedInto } from "#components/form/form-values.ts";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Select } from "#components/ui/select";
import type { InvitedRole } from "#lib/model/person";
import { OneTimeLink } from "./one-time-link";
import { inviteAction, type LinkState } from "./people-actions";

/** Invites somebody and shows the link, once. Ajar sends it to nobody. */
export function InviteForm({ roles }: { roles: readonly InvitedRole[] }) {
  const [state, action, isPending] = useActionState<LinkState, FormData>(inviteAction, idleForm);
  const typedRole = typedInto(state, "role") ?? "viewer";
  return (
    <div className="grid max-w-xl gap-4">
      {state.kind === "created" ? <OneTimeLink email={state.email} link={state.link} days={7} /> : null}
      <form action={action} className="grid items-start gap-3 sm:grid-cols-[1fr_8rem_auto]">
        <Field label="Invite" error={errorOf(state, "email")}>
          {(control) => (
            <Input
              type="email"
              name="email"
              placeholder="colleague@example.com"
              required
              autoComplete="off"
              defaultValue={typedInto(state, "email")}
              {...control}
            />
          )}
        </Field>
        <Field label="As">
          {(control) => (
            <Select key={typedRole} name="role" defaultValue={typedRole} {...control}>
              {roles.map((role) => (
                <option key={role} value={role}>
                  {role}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Button type="submit" pending={isPending} className="sm:mt-6.5">
          Make a link
        </Button>
      </form>
      {state.kind === "created" ? null : <FormMessage state={state} />}
    </div>
  );
}

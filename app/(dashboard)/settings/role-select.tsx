"use client";

import { startTransition, useActionState } from "react";
import { FormMessage } from "#components/form/form-message";
import { idleForm } from "#components/form/form-values.ts";
import { Select } from "#components/ui/select";
import type { InvitedRole, Person } from "#lib/model/person";
import { changeRoleAction } from "./people-actions";

type RoleSelectProps = Pick<Person, "id" | "email" | "role"> & { readonly roles: readonly InvitedRole[] };

/** Gives somebody another role as soon as it is chosen. */
export function RoleSelect({ id, email, role, roles }: RoleSelectProps) {
  const [state, action, isPending] = useActionState(changeRoleAction, idleForm);
  const change = (chosen: string) => {
    const form = new FormData();
    form.set("id", String(id));
    form.set("role", chosen);
    startTransition(() => action(form));
  };
  return (
    <>
      <Select
        aria-label={`Role of ${email}`}
        value={role}
        disabled={isPending}
        onChange={(event) => change(event.target.value)}
        className="w-28"
      >
        {roles.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </Select>
      {state.kind === "failed" ? <FormMessage state={state} /> : null}
    </>
  );
}

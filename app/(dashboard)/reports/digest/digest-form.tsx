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
import type { DigestSettings } from "#lib/model/digest";
import { weekdays } from "#lib/time/weekly";
import { saveDigestAction } from "./actions";

type DigestFormProps = {
  kept: DigestSettings;
  mailboxes: readonly { readonly id: string; readonly name: string; readonly target: string }[];
};

/** When the digest is sent, and where. */
export function DigestForm({ kept, mailboxes }: DigestFormProps) {
  const [state, action, isPending] = useActionState(saveDigestAction, idleForm);
  const typed = (name: string, otherwise: string) => typedInto(state, name) ?? otherwise;
  return (
    // A new key: what was typed gives way to what is kept once it is saved.
    <form action={action} onSubmit={keepTyped(action)} key={JSON.stringify(kept)} className="grid gap-4">
      <Checkbox
        name="enabled"
        label="Send a digest each week"
        defaultChecked={typed("enabled", kept.enabled ? "on" : "") === "on"}
      />
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <Field label="Day" error={errorOf(state, "weekday")}>
          {(control) => (
            <Select name="weekday" defaultValue={typed("weekday", kept.weekday)} {...control}>
              {weekdays.map((day) => (
                <option key={day} value={day}>
                  {day.charAt(0).toUpperCase() + day.slice(1)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Hour" error={errorOf(state, "hour")}>
          {(control) => (
            <Select name="hour" defaultValue={typed("hour", String(kept.hour))} {...control}>
              {Array.from({ length: 24 }, (_, hour) => String(hour)).map((hour) => (
                <option key={hour} value={hour}>{`${hour.padStart(2, "0")}:00`}</option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Time zone" error={errorOf(state, "timeZone")}>
          {(control) => (
            <Input
              name="timeZone"
              required
              maxLength={64}
              autoComplete="off"
              placeholder="Europe/Zurich"
              defaultValue={typed("timeZone", kept.timeZone)}
              {...control}
            />
          )}
        </Field>
        <Field label="To" error={errorOf(state, "channelId")}>
          {(control) => (
            <Select name="channelId" defaultValue={typed("channelId", kept.channelId ?? "")} {...control}>
              <option value="">Nobody yet</option>
              {mailboxes.map(({ id, name, target }) => (
                <option key={id} value={id}>{`${name} (${target})`}</option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <FormMessage state={state} />
      <Button type="submit" variant="primary" pending={isPending} className="justify-self-start">
        Save
      </Button>
    </form>
  );
}

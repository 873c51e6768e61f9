"use client";

import { useState, useTransition } from "react";
import { FormMessage } from "#components/form/form-message";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Textarea } from "#components/ui/textarea";
import { addNoteAction, type Changed } from "../actions";

/** Adds to the history what whoever comes next should know. */
export function NoteForm({ id }: { readonly id: string }) {
  const [text, setText] = useState("");
  const [said, setSaid] = useState<Changed | { readonly kind: "idle" }>({ kind: "idle" });
  const [isPending, startTransition] = useTransition();
  const send = () =>
    startTransition(async () => {
      const answer = await addNoteAction(id, text);
      setSaid(answer);
      if (answer.kind === "done") setText("");
    });
  return (
    <form
      className="grid gap-3 px-4 pb-4"
      data-print="hide"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Field label="Note">
        {(control) => (
          <Textarea
            required
            maxLength={2_000}
            value={text}
            onChange={(event) => setText(event.target.value)}
            placeholder="What was found, or who looks after it"
            {...control}
          />
        )}
      </Field>
      <FormMessage state={said} />
      <Button type="submit" pending={isPending} className="justify-self-start">
        Add the note
      </Button>
    </form>
  );
}

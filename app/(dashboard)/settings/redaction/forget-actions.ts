"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { requireSession } from "#lib/auth/gate";
import { formatCount } from "#lib/format";
import { answerForm, readForm } from "#lib/http/answer-form";
import type { FailedForm, FormState } from "#lib/model/form-state";
import { placesInWords } from "./places-in-words";

const personSchema = z.object({ person: z.string() });

/** Where a person is named, before anything is done. */
export type CountedState =
  | { readonly kind: "idle" }
  | FailedForm
  | { readonly kind: "counted"; readonly person: string; readonly total: number; readonly words: string };

/** Counts the places that name a person, and changes nothing. */
export async function countPersonAction(_: CountedState, form: FormData): Promise<CountedState> {
  return answerForm(form, ["person"], async () => {
    const { app, audit } = await requireSession("write");
    const { person } = readForm(personSchema, form);
    const places = await app.forgetPerson.count(person);
    // Who looks for whom is for the log, but not whom: it is never changed.
    await audit("countPerson");
    const total = places.calls + places.problems + places.alerts + places.reports;
    return { kind: "counted", person, total, words: placesInWords(places) } as const;
  });
}

/** Takes a person out of everything that is kept of calls. */
export async function forgetPersonAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, [], async () => {
    const { app, audit } = await requireSession("write");
    const { person } = readForm(personSchema, form);
    const { overwritten, ...places } = await app.forgetPerson.forget(person);
    const total = places.calls + places.problems + places.alerts + places.reports;
    await audit("forgetPerson", formatCount(total, "place"));
    revalidatePath("/", "layout");
    const later = overwritten ? "" : " Old bytes still stand in the database's log: do it again in a minute.";
    return { kind: "done", message: `Taken out of ${placesInWords(places)}.${later}` };
  });
}

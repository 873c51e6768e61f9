"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { requireSession } from "#lib/auth/gate";
import { answerForm, readForm } from "#lib/http/answer-form";
import type { FormState } from "#lib/model/form-state";
import { reportSpecSchema, reportTemplates, reportWordsSchema } from "#lib/model/report";
import { reportSettingsSchema, saveReportSettings } from "#lib/reports/report-settings";

const idSchema = z.object({ id: z.string() });
const scopeSchema = z.object({
  template: z.enum(reportTemplates),
  fromMs: z.coerce.number().int(),
  toMs: z.coerce.number().int(),
  /** A query string of filters. */
  filter: z.string().max(5_000),
  fixedAt: z.string().optional(),
});
const wordsSchema = reportWordsSchema.extend({
  id: z.string(),
  hide: z
    .string()
    .max(5_000)
    .transform((text) => [...new Set(text.split("\n").map((line) => line.trim()))].filter((line) => line !== ""))
    .pipe(reportSpecSchema.shape.hide.unwrap()),
  withoutExchanges: z.literal("on").optional(),
});

/** Makes a draft of what the page has shown, and leads to it. */
export async function createDraftAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, [], async () => {
    const { app, audit } = await requireSession("write");
    const { fixedAt, filter, ...scope } = readForm(scopeSchema, form);
    const fixedAtMs = fixedAt ? Date.parse(`${fixedAt}Z`) : null;
    const spec = { ...scope, filter: Object.fromEntries(new URLSearchParams(filter)), fixedAtMs };
    const id = await app.reports.create(reportSpecSchema.parse(spec));
    await audit("createDraft", id);
    revalidatePath("/reports");
    redirect(`/reports/${id}`);
  });
}

/** Keeps what was typed into a draft; rows are read again if what is hidden has changed. */
export async function changeWordsAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, Object.keys(wordsSchema.shape), async () => {
    const { app, audit } = await requireSession("write");
    const { id, withoutExchanges, ...words } = readForm(wordsSchema, form);
    const { spec } = await app.reports.get(id);
    await app.reports.change(id, { ...spec, ...words, withoutExchanges: withoutExchanges === "on" });
    await audit("changeDraft", id);
    revalidatePath(`/reports/${id}`);
    return { kind: "done", message: "Saved. The preview below has it." };
  });
}

/** Makes a draft final. */
export async function issueReportAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, [], async () => {
    const { app, account, audit } = await requireSession("write");
    const { id } = readForm(idSchema, form);
    const { number } = await app.reports.issue(id, account.email);
    await audit("issueReport", `${number} ${id}`);
    revalidatePath("/reports");
    revalidatePath(`/reports/${id}`);
    return { kind: "done", message: `Issued as report ${number}.` };
  });
}

/** Reads a draft's rows again. */
export async function gatherAgainAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, [], async () => {
    const { app } = await requireSession("write");
    const { id } = readForm(idSchema, form);
    await app.reports.gather(id);
    revalidatePath(`/reports/${id}`);
    return { kind: "idle" };
  });
}

/** Ends the reading of a draft's rows. */
export async function cancelGatheringAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, [], async () => {
    const { app } = await requireSession("write");
    const { id } = readForm(idSchema, form);
    app.reports.cancel(id);
    revalidatePath(`/reports/${id}`);
    return { kind: "idle" };
  });
}

/** Deletes a draft. */
export async function deleteDraftAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, [], async () => {
    const { app, audit } = await requireSession("write");
    const { id } = readForm(idSchema, form);
    await app.reports.remove(id);
    await audit("deleteDraft", id);
    revalidatePath("/reports");
    redirect("/reports");
  });
}

/** Keeps what stands in all reports. */
export async function saveSenderAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, Object.keys(reportSettingsSchema.shape), async () => {
    const { app, audit } = await requireSession("write");
    await saveReportSettings(app.store, readForm(reportSettingsSchema, form));
    await audit("changeReportSettings");
    revalidatePath("/reports");
    return { kind: "done", message: "Saved for the reports that are gathered from now on." };
  });
}

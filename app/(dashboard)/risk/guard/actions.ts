"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { requireSession } from "#lib/auth/gate";
import { answerForm, readForm } from "#lib/http/answer-form";
import type { FormState } from "#lib/model/form-state";
import { guardSettingsSchema } from "#lib/model/guard";
import { prioritySettingsSchema } from "#lib/model/priorities";

const minuteMs = 60_000;
const minutesWords = "must be minutes from 0.1 to 1440";
const box = z.literal("on").optional();
const formSchema = z.object({
  mode: guardSettingsSchema.shape.mode,
  failuresMax: z.coerce.number().pipe(guardSettingsSchema.shape.failuresMax),
  expiryMinutes: z.coerce.number(minutesWords).min(0.1, minutesWords).max(1_440, minutesWords),
  doorActions: box,
  enabled: box,
  unmarkedIsBulk: box,
  bulkPerMinute: z.coerce.number().pipe(prioritySettingsSchema.shape.bulkPerMinute),
});

/** Sets guard and priorities. */
export async function changeGuardAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, ["failuresMax", "expiryMinutes", "bulkPerMinute"], async () => {
    const { app, audit } = await requireSession("write");
    const { mode, failuresMax, expiryMinutes, doorActions, bulkPerMinute, ...boxes } = readForm(formSchema, form);
    const expiryMs = Math.round(expiryMinutes * minuteMs);
    await app.guardSettings.change({ mode, failuresMax, expiryMs, doorActions: doorActions === "on" });
    await app.prioritySettings.change({
      enabled: boxes.enabled === "on",
      unmarkedIsBulk: boxes.unmarkedIsBulk === "on",
      bulkPerMinute,
    });
    await audit("changeGuardSettings", mode);
    revalidatePath("/risk/guard");
    return { kind: "done", message: "Saved. The next call goes by it." };
  });
}

/** Forgets why something was held. */
export async function releaseHoldAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, [], async () => {
    const { app, audit } = await requireSession("write");
    const { id } = readForm(z.object({ id: z.string() }), form);
    // One that has ended meanwhile is let through, as was wished.
    app.guard.release(id);
    await audit("releaseHold", id);
    revalidatePath("/risk/guard");
    return { kind: "done", message: "Let through." };
  });
}

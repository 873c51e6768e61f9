"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { requireSession } from "#lib/auth/gate";
import { answerForm, readForm } from "#lib/http/answer-form";
import type { FormState } from "#lib/model/form-state";

const idSchema = z.object({ id: z.string() });
const silenceSchema = z.object({
  ruleId: z.string(),
  hours: z.enum(["1", "4", "24", "168"]),
  reason: z.string().trim().min(1, "is missing: say why").max(300, "may have at most 300 characters"),
});

/** Says that somebody looks after an alert. */
export async function acknowledgeAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, [], async () => {
    const { app, account, audit } = await requireSession("write");
    const { ruleName } = await app.alerts.acknowledge(readForm(idSchema, form).id, account.email);
    await audit("acknowledgeAlert", ruleName);
    revalidatePath("/alerts", "layout");
    return { kind: "done", message: "Everybody sees now that you look after it." };
  });
}

/** Keeps alerts from being told for a while. */
export async function silenceAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, ["ruleId", "hours", "reason"], async () => {
    const { app, account, audit } = await requireSession("write");
    const { ruleId, hours, reason } = readForm(silenceSchema, form);
    const untilMs = app.clock.now() + Number(hours) * 3_600_000;
    await app.alerts.silences.create({ ruleId: ruleId === "" ? null : ruleId, untilMs, reason, who: account.email });
    await audit("createSilence", reason);
    revalidatePath("/alerts", "layout");
    return { kind: "done", message: "Alerts that begin meanwhile are listed, and not told." };
  });
}

/** Ends a silence before its time. */
export async function endSilenceAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, [], async () => {
    const { app, audit } = await requireSession("write");
    const { id } = readForm(idSchema, form);
    await app.alerts.silences.end(id);
    await audit("deleteSilence", id);
    revalidatePath("/alerts", "layout");
    return { kind: "done", message: "Alerts are told again." };
  });
}

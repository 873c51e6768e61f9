"use server";

import { revalidatePath } from "next/cache";
import { requireSession } from "#lib/auth/gate";
import { AppError } from "#lib/errors";
import { answerForm } from "#lib/http/answer-form";
import type { FormState } from "#lib/model/form-state";
import { riskPresetIds } from "#lib/model/risk";
import { fieldOfPath, parseExpected, parseLimitRows, percentOf } from "./limit-rows";

const shownAgain = ["seconds", "rate", "count"].flatMap((name) => [0, 1, 2, 3, 4, 5].map((n) => `${name}.${n}`));

/** Changes limits, levels and what counts. */
export async function changeRiskSettingsAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, [...shownAgain, "warning", "critical", "floor", "expected"], async () => {
    const { app, audit } = await requireSession("write");
    const text = (name: string) => String(form.get(name) ?? "").trim();
    const rows = [...form.keys()].filter((name) => name.startsWith("seconds.")).map((name) => name.split(".")[1]);
    const { limits, indexes } = parseLimitRows(
      rows.map((n) => ({ seconds: text(`seconds.${n}`), rate: text(`rate.${n}`), count: text(`count.${n}`) })),
    );
    await atTheirFields(indexes, () =>
      app.riskSettings.change({
        limits,
        levels: { warning: percentOf(text("warning")), critical: percentOf(text("critical")) },
        floor: Number(text("floor")),
        count429: form.has("count429"),
        presets: riskPresetIds.filter((id) => form.has(`preset.${id}`)),
        expected: [...parseExpected(text("expected"))],
      }),
    );
    await audit("changeRiskSettings");
    revalidatePath("/", "layout");
    return { kind: "done", message: "Saved. The budget is judged by these limits now." };
  });
}

/** Has what is refused named as the fields of the form are. */
async function atTheirFields(indexes: readonly number[], run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    const errors = cause.errors.map(({ path, message }) => ({ path: fieldOfPath(path, indexes), message }));
    throw new AppError(cause.code, cause.message, { cause, errors });
  }
}

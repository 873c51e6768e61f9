"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { changedRule, draftRule } from "#lib/alerts/rules";
import { requireSession } from "#lib/auth/gate";
import { answerForm, readForm } from "#lib/http/answer-form";
import type { FailedForm, FormState } from "#lib/model/form-state";
import { resolveRange } from "#lib/time/range";
import { changesOf, ruleFormSchema } from "./rule-fields";

/** What a backtest found, in words and times that a page may show. */
export type BacktestState =
  | { readonly kind: "idle" }
  | FailedForm
  | {
      readonly kind: "told";
      readonly summary: string;
      readonly days: number;
      /** How many there were; the newest of them are in `alerts`. */
      readonly found: number;
      readonly alerts: readonly {
        readonly startedAtMs: number;
        readonly endedAtMs: number | null;
        readonly leadMs: number | null;
        readonly summary: string;
      }[];
    };

const shown = ["name", "threshold", "recovery", "minCount", "windowMinutes", "route", "integration", "credential"];
const switchSchema = z.object({ id: z.string(), enabled: z.enum(["true", "false"]) });
const idSchema = z.object({ id: z.string() });
const spanSchema = z.object({ span: z.enum(["24h", "7d", "30d"]).default("7d") });
const shownMax = 20;
const days = { "24h": 1, "7d": 7, "30d": 30 } as const;

/** Keeps a rule: a new one, or one that is changed. */
export async function saveRuleAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, shown, async () => {
    const { app, audit } = await requireSession("write");
    const wanted = readForm(ruleFormSchema, form);
    const { rules } = app.alerts;
    const former = wanted.id ? await rules.get(wanted.id) : undefined;
    const changes = changesOf(wanted, former?.filter);
    const rule = former ? await rules.change(former.id, changes) : await rules.create(wanted.kind, changes);
    await audit(wanted.id ? "changeRule" : "createRule", rule.name);
    revalidatePath("/alerts", "layout");
    if (!wanted.id) redirect(`/alerts/rules/${rule.id}`);
    return { kind: "done", message: "Saved. It is judged by the new values from the next look on." };
  });
}

/** Runs the rule of the form, saved or not, over what was recorded. */
export async function backtestAction(_: BacktestState, form: FormData): Promise<BacktestState> {
  return answerForm(form, [], async () => {
    const { app } = await requireSession();
    const nowMs = app.clock.now();
    const { span } = readForm(spanSchema, form);
    const wanted = readForm(ruleFormSchema, form);
    const former = wanted.id ? await app.alerts.rules.get(wanted.id) : undefined;
    const changes = changesOf(wanted, former?.filter);
    const rule = former ? changedRule(former, changes) : draftRule(wanted.kind, changes, nowMs);
    const { summary, alerts } = await app.alerts.backtest(rule, resolveRange({ last: span }, nowMs));
    return { kind: "told", summary, days: days[span], found: alerts.length, alerts: alerts.slice(-shownMax) };
  });
}

/** Switches a rule on or off. */
export async function switchRuleAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, [], async () => {
    const { app, audit } = await requireSession("write");
    const { id, enabled } = readForm(switchSchema, form);
    const { name } = await app.alerts.rules.change(id, { enabled: enabled === "true" });
    await audit("changeRule", `${name}: ${enabled === "true" ? "on" : "off"}`);
    revalidatePath("/alerts", "layout");
    return { kind: "done", message: enabled === "true" ? "It is looked at again." : "It is no longer looked at." };
  });
}

/** Removes a rule; its alerts end. */
export async function removeRuleAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, [], async () => {
    const { app, audit } = await requireSession("write");
    const { id } = readForm(idSchema, form);
    await app.alerts.rules.remove(id);
    await audit("deleteRule", id);
    revalidatePath("/alerts", "layout");
    redirect("/alerts/rules");
  });
}

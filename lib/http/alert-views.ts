import { z } from "zod";
import { instant, isoTime } from "#lib/http/api-views";
import {
  type Alert,
  type AlertEvent,
  alertEventSchema,
  alertSchema,
  alertSubjectSchema,
  type Silence,
  silenceSchema,
} from "#lib/model/alert";
import { type Rule, ruleSchema } from "#lib/model/alert-rule";
import { type Channel, channelSchema, type Delivery, deliverySchema } from "#lib/model/delivery";

const isoOrNull = (ms: number | null) => (ms === null ? null : isoTime(ms));

export const ruleViewSchema = ruleSchema
  .omit({ createdAtMs: true, updatedAtMs: true })
  .extend({ createdAt: instant, updatedAt: instant })
  .meta({ id: "Rule", description: "What is evaluated every few seconds." });

/** A rule as the API shows it. */
export function viewRule({ createdAtMs, updatedAtMs, ...rule }: Rule): z.input<typeof ruleViewSchema> {
  return { ...rule, createdAt: isoTime(createdAtMs), updatedAt: isoTime(updatedAtMs) };
}

const subjectViewSchema = alertSubjectSchema
  .omit({ lastBreachAtMs: true, clearSinceMs: true })
  .extend({ clearSince: instant.nullable().describe("Since when it is below recovery; null while it is not.") });

export const alertViewSchema = alertSchema
  .omit({
    startedAtMs: true,
    endedAtMs: true,
    lastBreachAtMs: true,
    acknowledgedAtMs: true,
    remindedAtMs: true,
    frozenSinceMs: true,
    ruleName: true,
    subjects: true,
  })
  .extend({
    rule: z.string().describe("As the rule was called when it began."),
    startedAt: instant,
    endedAt: instant.nullable(),
    acknowledgedAt: instant.nullable(),
    frozenSince: instant.nullable().describe("Since when the data cannot tell; it neither ends nor grows meanwhile."),
    subjects: z.array(subjectViewSchema).describe("What it is about, worst first; at most 20."),
  })
  .meta({ id: "Alert", description: "One firing of a rule, with a beginning and an end." });

const subjectsShown = 20;

/** An alert as the API shows it. */
export function viewAlert(alert: Alert): z.input<typeof alertViewSchema> {
  const { startedAtMs, endedAtMs, acknowledgedAtMs, frozenSinceMs, ruleName, subjects, ...rest } = alert;
  const { lastBreachAtMs: _breach, remindedAtMs: _reminded, ...shown } = rest;
  return {
    ...shown,
    rule: ruleName,
    startedAt: isoTime(startedAtMs),
    endedAt: isoOrNull(endedAtMs),
    acknowledgedAt: isoOrNull(acknowledgedAtMs),
    frozenSince: isoOrNull(frozenSinceMs),
    subjects: subjects.slice(0, subjectsShown).map(({ lastBreachAtMs: _, clearSinceMs, ...subject }) => ({
      ...subject,
      clearSince: isoOrNull(clearSinceMs),
    })),
  };
}

const alertEventViewSchema = alertEventSchema
  .omit({ alertId: true, atMs: true })
  .extend({ at: instant })
  .meta({ id: "AlertEvent" });

function viewAlertEvent({ alertId: _, atMs, ...event }: AlertEvent): z.input<typeof alertEventViewSchema> {
  return { ...event, at: isoTime(atMs) };
}

export const deliveryViewSchema = deliverySchema
  .omit({ createdAtMs: true, nextTryAtMs: true, lastTryAtMs: true, payload: true })
  .extend({
    createdAt: instant,
    nextTryAt: instant.nullable().describe("Null once it is delivered or dead."),
    lastTryAt: instant.nullable(),
    message: z.json().describe("What is sent."),
  })
  .meta({ id: "Delivery", description: "One message to one channel; its id is the `webhook-id` of each try." });

/** A message as the API shows it, with what is sent. */
export function viewDelivery(delivery: Delivery): z.input<typeof deliveryViewSchema> {
  const { createdAtMs, nextTryAtMs, lastTryAtMs, payload, ...rest } = delivery;
  return {
    ...rest,
    createdAt: isoTime(createdAtMs),
    nextTryAt: isoOrNull(nextTryAtMs),
    lastTryAt: isoOrNull(lastTryAtMs),
    message: JSON.parse(payload),
  };
}

export const alertDetailViewSchema = z.object({
  alert: alertViewSchema,
  events: z.array(alertEventViewSchema).describe("Oldest first."),
  deliveries: z.array(deliveryViewSchema).describe("Newest first."),
});

/** An alert with its history and messages, as the API shows it. */
export function viewAlertDetail(
  { alert, events }: { readonly alert: Alert; readonly events: readonly AlertEvent[] },
  deliveries: readonly Delivery[],
): z.input<typeof alertDetailViewSchema> {
  return { alert: viewAlert(alert), events: events.map(viewAlertEvent), deliveries: deliveries.map(viewDelivery) };
}

export const channelViewSchema = channelSchema
  .omit({ createdAtMs: true, disabledAtMs: true })
  .extend({
    createdAt: instant,
    disabledAt: instant.nullable().describe("Set when the target said that it is gone: nothing is sent any more."),
  })
  .meta({ id: "Channel", description: "Where messages go. Its URL and secret are sealed and never shown again." });

/** A channel as the API shows it. */
export function viewChannel({ createdAtMs, disabledAtMs, ...channel }: Channel): z.input<typeof channelViewSchema> {
  return { ...channel, createdAt: isoTime(createdAtMs), disabledAt: isoOrNull(disabledAtMs) };
}

export const silenceViewSchema = silenceSchema
  .omit({ createdAtMs: true, untilMs: true })
  .extend({ createdAt: instant, until: instant })
  .meta({ id: "Silence", description: "A time in which alerts begin without being told." });

/** A silence as the API shows it. */
export function viewSilence({ createdAtMs, untilMs, ...silence }: Silence): z.input<typeof silenceViewSchema> {
  return { ...silence, createdAt: isoTime(createdAtMs), until: isoTime(untilMs) };
}

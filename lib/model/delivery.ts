import { z } from "zod";

export const channelKinds = ["webhook", "slack", "email"] as const;

/** Where messages go. Its URL and its secret are sealed, and no page sees them again. */
export const channelSchema = z.object({
  id: z.string(),
  kind: z.enum(channelKinds),
  name: z.string(),
  /** What may be shown of the target: its host, or the address. */
  target: z.string(),
  createdAtMs: z.int(),
  /** Set when the target said that it is gone (410): nothing is sent any more. */
  disabledAtMs: z.int().nullable(),
});
export type Channel = Readonly<z.infer<typeof channelSchema>>;

/** What is told of an alert. */
export const alertMessageTypes = [
  "alert.firing",
  "alert.escalated",
  "alert.reminder",
  "alert.resolved",
  "alert.test",
] as const;
export type AlertMessageType = (typeof alertMessageTypes)[number];

/** All that goes through the outbox. */
export const messageTypes = [...alertMessageTypes, "digest.weekly"] as const;

/** Waiting, arrived, or given up. */
export const deliveryStates = ["pending", "delivered", "dead"] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** One message to one channel. */
export const deliverySchema = z.object({
  /** Stands in `webhook-id`, the same on each try. */
  id: z.string(),
  /** `digest` for one that is about no alert. */
  alertId: z.string(),
  channelId: z.string(),
  type: z.enum(messageTypes),
  /** The message as JSON, written once, so that each try sends the same bytes. */
  payload: z.string(),
  createdAtMs: z.int(),
  state: z.enum(deliveryStates),
  tries: z.int(),
  /** Null once it is delivered or dead. */
  nextTryAtMs: z.int().nullable(),
  lastTryAtMs: z.int().nullable(),
  /** What came back at the last try: a status and the beginning of the answer, or why there was none. */
  lastAnswer: z.string().nullable(),
});
export type Delivery = Readonly<z.infer<typeof deliverySchema>>;

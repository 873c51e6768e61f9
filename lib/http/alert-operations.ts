import { z } from "zod";
import { newChannelSchema } from "#lib/alerts/channels/channel-target";
import {
  alertDetailViewSchema,
  alertViewSchema,
  channelViewSchema,
  deliveryViewSchema,
  silenceViewSchema,
} from "#lib/http/alert-views";
import type { ApiOperation } from "#lib/http/api-operation";
import { rangeSearchSchema } from "#lib/http/search";
import { alertStates } from "#lib/model/alert";
import { deliveryStates } from "#lib/model/delivery";
import { oneOf, wholeNumber } from "#lib/model/query-value";

const limit = wholeNumber(1, 500).default(100);
const id = z.string().min(1).max(100);
const alertParams = { alertId: "As it stands in `Alert.id` and in the messages." };
const channelParams = { channelId: "As it stands in `Channel.id`." };

/** Alerts, and where they are told. */
export const alertOperations = {
  listAlerts: {
    id: "listAlerts",
    method: "GET",
    path: "/api/v1/alerts",
    scope: "read",
    summary: "Alerts that were firing at some time of a range, newest first",
    query: rangeSearchSchema.extend({ state: oneOf(alertStates).optional(), rule: id.optional(), limit }).strict(),
    answer: z.object({ data: z.array(alertViewSchema) }),
  },
  getAlert: {
    id: "getAlert",
    method: "GET",
    path: "/api/v1/alerts/{alertId}",
    scope: "read",
    summary: "One alert with what happened to it and its messages",
    params: alertParams,
    answer: alertDetailViewSchema,
    fails: ["not_found"],
  },
  acknowledgeAlert: {
    id: "acknowledgeAlert",
    method: "POST",
    path: "/api/v1/alerts/{alertId}/acknowledge",
    scope: "write",
    summary: "Say that somebody looks after a firing alert",
    description: "Reminders stop; the alert goes on until its condition is over.",
    params: alertParams,
    answer: alertViewSchema,
    fails: ["not_found", "conflict"],
  },
  listSilences: {
    id: "listSilences",
    method: "GET",
    path: "/api/v1/silences",
    scope: "read",
    summary: "Silences that are not over",
    answer: z.object({ data: z.array(silenceViewSchema) }),
  },
  createSilence: {
    id: "createSilence",
    method: "POST",
    path: "/api/v1/silences",
    scope: "write",
    summary: "Keep alerts from being told for a while",
    description: "Alerts that begin meanwhile are listed and send nothing, not even their end.",
    body: z.strictObject({
      ruleId: id.nullable().default(null).describe("Null: every rule."),
      until: z.iso.datetime({ offset: true }).describe("At most 30 days away."),
      reason: z.string().trim().min(1, "is missing: say why").max(300),
    }),
    status: 201,
    answer: silenceViewSchema,
    fails: ["not_found"],
  },
  deleteSilence: {
    id: "deleteSilence",
    method: "DELETE",
    path: "/api/v1/silences/{silenceId}",
    scope: "write",
    summary: "End a silence before its time",
    params: { silenceId: "As it stands in `Silence.id`." },
    answer: null,
    fails: ["not_found"],
  },
  listChannels: {
    id: "listChannels",
    method: "GET",
    path: "/api/v1/channels",
    scope: "read",
    summary: "All channels, in the order in which they were made",
    answer: z.object({ data: z.array(channelViewSchema) }),
  },
  createChannel: {
    id: "createChannel",
    method: "POST",
    path: "/api/v1/channels",
    scope: "write",
    summary: "Make a channel",
    description: "It gets the alerts of every rule, unless a rule names its channels.",
    body: newChannelSchema,
    status: 201,
    answer: channelViewSchema
      .extend({ secret: z.string().nullable().describe("Signs the messages of a webhook. Shown this once.") })
      .meta({ id: "NewChannel" }),
    fails: ["conflict"],
  },
  deleteChannel: {
    id: "deleteChannel",
    method: "DELETE",
    path: "/api/v1/channels/{channelId}",
    scope: "write",
    summary: "Remove a channel",
    description: "What waits for it is given up.",
    params: channelParams,
    answer: null,
    fails: ["not_found"],
  },
  testChannel: {
    id: "testChannel",
    method: "POST",
    path: "/api/v1/channels/{channelId}/test",
    scope: "write",
    summary: "Send a test at once, and tell what came back",
    params: channelParams,
    answer: z.object({
      delivered: z.boolean(),
      answer: z.string().describe("What the target answered, or why it did not."),
    }),
    fails: ["not_found", "unavailable"],
  },
  listDeliveries: {
    id: "listDeliveries",
    method: "GET",
    path: "/api/v1/deliveries",
    scope: "read",
    summary: "Messages, newest first",
    query: z.strictObject({
      state: oneOf(deliveryStates).optional(),
      alert: id.optional(),
      channel: id.optional(),
      limit,
    }),
    answer: z.object({ data: z.array(deliveryViewSchema) }),
  },
  replayDelivery: {
    id: "replayDelivery",
    method: "POST",
    path: "/api/v1/deliveries/{deliveryId}/replay",
    scope: "write",
    summary: "Send a dead letter again, with the same id",
    params: { deliveryId: "As it stands in `Delivery.id`." },
    answer: deliveryViewSchema,
    fails: ["not_found", "conflict"],
  },
} as const satisfies Readonly<Record<string, ApiOperation>>;

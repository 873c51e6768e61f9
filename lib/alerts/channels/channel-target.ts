import { randomBytes } from "node:crypto";
import { z } from "zod";
import { AppError } from "#lib/errors";

const httpUrl = z
  .string()
  .trim()
  .max(2_000, "is too long")
  .pipe(z.url({ protocol: /^https?$/, error: "must be a URL such as https://hooks.example.com/ajar", abort: true }))
  .refine((text) => new URL(text).username === "" && new URL(text).password === "", "must not hold a password");

// Standard Webhooks: 24 to 64 bytes in base64.
const webhookSecret = z
  .string()
  .trim()
  .regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, "must be whsec_ and 24 to 64 bytes in base64");

const name = z.string().trim().min(1, "is missing").max(80, "may have at most 80 characters");

/** What an owner gives of a new channel. */
export const newChannelSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("webhook"),
    name,
    url: httpUrl,
    secret: webhookSecret.optional().describe("Signs what is sent; made here if it is absent."),
  }),
  z.strictObject({
    kind: z.literal("slack"),
    name,
    url: httpUrl.describe("An incoming webhook of Slack. Whoever has it may post, so it is never shown again."),
  }),
  z.strictObject({
    kind: z.literal("email"),
    name,
    address: z.string().trim().max(254).pipe(z.email("must be an e-mail address")),
  }),
]);
export type NewChannel = z.infer<typeof newChannelSchema>;

/** What is sealed of a channel: all that sending takes. */
export const channelTargetSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("webhook"), url: z.string(), secret: z.string() }),
  z.object({ kind: z.literal("slack"), url: z.string() }),
  z.object({ kind: z.literal("email"), address: z.string() }),
]);
export type ChannelTarget = z.infer<typeof channelTargetSchema>;

/** Settles what a new channel needs to send; draws a secret for a webhook that came without. */
export function targetOf(channel: NewChannel): ChannelTarget {
  switch (channel.kind) {
    case "webhook":
      return { kind: "webhook", url: channel.url, secret: channel.secret ?? drawWebhookSecret() };
    case "slack":
      return { kind: "slack", url: channel.url };
    case "email":
      return { kind: "email", address: channel.address };
    default:
      channel satisfies never;
      throw new AppError("bad_input", "There is no such kind of channel");
  }
}

/** What may be shown of a target: paths and queries of hooks are secrets. */
export function shownTarget(target: ChannelTarget): string {
  return target.kind === "email" ? target.address : new URL(target.url).host;
}

function drawWebhookSecret(): string {
  return `whsec_${randomBytes(24).toString("base64")}`;
}

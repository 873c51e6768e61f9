import { z } from "zod";
import { guardModeSchema } from "#lib/model/guard";

/** What an integration's token opens. */
export const integrationTokenKinds = ["gateway", "ingest"] as const;
export type IntegrationTokenKind = (typeof integrationTokenKinds)[number];

/** The text of a partner header, as Kisi gets it. */
const headerText = z
  .string()
  .trim()
  .regex(/^[\x20-\x7e]{1,200}$/, "must be 1 to 200 plain English letters, digits and signs");

/** What a user may set of an integration. */
export const integrationSettingsSchema = z.object({
  name: z.string().trim().min(1, "is missing: say what sends these calls").max(80, "may have at most 80 characters"),
  identifier: headerText.nullable().describe("Sent as `X-Kisi-Integration-Identifier` when the caller sends none."),
  contact: headerText.nullable().describe("Sent as `X-Kisi-Integration-Contact` when the caller sends none."),
  tokenInPath: z.boolean().describe("Lets `/kisi/t/<token>/…` in."),
  guard: guardModeSchema.nullable().describe("The guard's mode for its calls; null: the one set for all."),
});
export type IntegrationSettings = z.infer<typeof integrationSettingsSchema>;

export const integrationTokenSchema = z.object({
  id: z.string(),
  kind: z.enum(integrationTokenKinds),
  prefix: z.string().describe("First characters, to tell tokens apart."),
  createdAtMs: z.int(),
  lastUsedAtMs: z.int().nullable(),
});
export type IntegrationToken = Readonly<z.infer<typeof integrationTokenSchema>>;

/** What pages may know of an integration's own Kisi key. */
export const storedKeySchema = z.object({
  last4: z.string().nullable(),
  setAtMs: z.int(),
  readable: z.boolean().describe("False if it was changed on disk and must be entered again."),
});

/** A named source of traffic. */
export const integrationSchema = integrationSettingsSchema.extend({
  id: z.string().describe("Stands in every attempt; it never changes and is never given again."),
  createdAtMs: z.int(),
  revokedAtMs: z.int().nullable().describe("From then on its tokens open nothing. Its past stays."),
  key: storedKeySchema.nullable(),
  tokens: z.array(integrationTokenSchema).readonly().describe("Newest first."),
});
export type Integration = Readonly<z.infer<typeof integrationSchema>>;

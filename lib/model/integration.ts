import { z } from "zod";

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
  /** Goes to Kisi as `X-Kisi-Integration-Identifier` when the caller sent none. */
  identifier: headerText.nullable(),
  /** Goes to Kisi as `X-Kisi-Integration-Contact` when the caller sent none. */
  contact: headerText.nullable(),
  /** Lets `/kisi/t/<token>/…` in. */
  tokenInPath: z.boolean(),
});
export type IntegrationSettings = z.infer<typeof integrationSettingsSchema>;

export type IntegrationToken = {
  readonly id: string;
  readonly kind: IntegrationTokenKind;
  /** First characters, to tell tokens apart. */
  readonly prefix: string;
  readonly createdAtMs: number;
  readonly lastUsedAtMs: number | null;
};

/** What pages may know of an integration's own Kisi key. */
export type StoredKeyFacts = { readonly last4: string | null; readonly setAtMs: number; readonly readable: boolean };

/** A named source of traffic. */
export type Integration = Readonly<IntegrationSettings> & {
  /** Stands in every attempt; it never changes and is never given again. */
  readonly id: string;
  readonly createdAtMs: number;
  /** From then on its tokens open nothing. Its past stays. */
  readonly revokedAtMs: number | null;
  readonly key: StoredKeyFacts | null;
  /** Newest first. */
  readonly tokens: readonly IntegrationToken[];
};

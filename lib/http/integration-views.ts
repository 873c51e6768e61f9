import { z } from "zod";
import { instant, isoTime } from "#lib/http/api-views";
import { type Credential, credentialSchema } from "#lib/model/credential";
import {
  type Integration,
  type IntegrationToken,
  integrationSchema,
  integrationTokenSchema,
  storedKeySchema,
} from "#lib/model/integration";

const tokenTimes = { createdAtMs: true, lastUsedAtMs: true } as const;

export const tokenViewSchema = integrationTokenSchema
  .omit(tokenTimes)
  .extend({
    createdAt: instant,
    lastUsedAt: instant.nullable().describe("To the minute; null if it was never used."),
  })
  .meta({ id: "IntegrationToken", description: "What is known of a token: never the token itself." });

/** A token as the API shows it. */
export function viewToken({ createdAtMs, lastUsedAtMs, ...token }: IntegrationToken): z.input<typeof tokenViewSchema> {
  return { ...token, createdAt: isoTime(createdAtMs), lastUsedAt: isoTimeOrNull(lastUsedAtMs) };
}

export const integrationViewSchema = integrationSchema
  .omit({ createdAtMs: true, revokedAtMs: true, key: true, tokens: true })
  .extend({
    createdAt: instant,
    revokedAt: instant.nullable().describe("From then on its tokens open nothing. Its past stays."),
    kisiKey: storedKeySchema
      .omit({ setAtMs: true })
      .extend({ setAt: instant })
      .nullable()
      .describe("Its own key; null: calls without a key get the one of all integrations."),
    tokens: z.array(tokenViewSchema).describe("Newest first."),
  })
  .meta({ id: "Integration", description: "A named source of traffic." });

/** An integration as the API shows it. */
export function viewIntegration(integration: Integration): z.input<typeof integrationViewSchema> {
  const { createdAtMs, revokedAtMs, key, tokens, ...rest } = integration;
  return {
    ...rest,
    createdAt: isoTime(createdAtMs),
    revokedAt: isoTimeOrNull(revokedAtMs),
    kisiKey: key && { last4: key.last4, readable: key.readable, setAt: isoTime(key.setAtMs) },
    tokens: tokens.map(viewToken),
  };
}

export const credentialViewSchema = credentialSchema
  .omit({ firstUsedAtMs: true, lastUsedAtMs: true, refusedSinceMs: true })
  .extend({
    firstUsedAt: instant.describe("To the hour where single attempts are no longer kept."),
    lastUsedAt: instant,
    refusedSince: instant.nullable().describe("Since when every answer is a 401; null if the last one is none."),
  })
  .meta({ id: "Credential", description: "A Kisi key as seen in traffic, known by its keyed fingerprint alone." });

/** A credential as the API shows it. */
export function viewCredential(credential: Credential): z.input<typeof credentialViewSchema> {
  const { firstUsedAtMs, lastUsedAtMs, refusedSinceMs, ...rest } = credential;
  return {
    ...rest,
    firstUsedAt: isoTime(firstUsedAtMs),
    lastUsedAt: isoTime(lastUsedAtMs),
    refusedSince: isoTimeOrNull(refusedSinceMs),
  };
}

function isoTimeOrNull(ms: number | null): string | null {
  return ms === null ? null : isoTime(ms);
}

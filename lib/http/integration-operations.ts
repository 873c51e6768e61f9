import { z } from "zod";
import type { ApiOperation } from "#lib/http/api-operation";
import { credentialViewSchema, integrationViewSchema, tokenViewSchema } from "#lib/http/integration-views";
import { rangeSearchSchema } from "#lib/http/search";
import { integrationSettingsSchema, integrationTokenKinds } from "#lib/model/integration";

const { name, identifier, contact, tokenInPath, guard } = integrationSettingsSchema.shape;
const kisiKey = z
  .string()
  .max(600)
  .nullable()
  .optional()
  .describe("Sealed, and never shown again; null removes it. Calls that bring no key of their own get it.");
const params = { integrationId: "As it stands in `Integration.id` and in `Call.integration`." };

/** Integrations, their tokens, and the Kisi keys seen in traffic. */
export const integrationOperations = {
  listIntegrations: {
    id: "listIntegrations",
    method: "GET",
    path: "/api/v1/integrations",
    scope: "read",
    summary: "All integrations, those in use first",
    answer: z.object({ data: z.array(integrationViewSchema) }),
  },
  createIntegration: {
    id: "createIntegration",
    method: "POST",
    path: "/api/v1/integrations",
    scope: "write",
    summary: "Make an integration",
    description: "It has no token yet: make one with `createIntegrationToken`.",
    body: z.strictObject({
      name,
      identifier: identifier.default(null),
      contact: contact.default(null),
      tokenInPath: tokenInPath.default(true),
      guard: guard.default(null),
      kisiKey,
    }),
    status: 201,
    answer: integrationViewSchema,
    fails: ["conflict"],
  },
  getIntegration: {
    id: "getIntegration",
    method: "GET",
    path: "/api/v1/integrations/{integrationId}",
    scope: "read",
    summary: "One integration",
    params,
    answer: integrationViewSchema,
    fails: ["not_found"],
  },
  changeIntegration: {
    id: "changeIntegration",
    method: "PATCH",
    path: "/api/v1/integrations/{integrationId}",
    scope: "write",
    summary: "Rename an integration, or change its partner headers, its key, its guard or its ways in",
    description: "What is absent stays as it is. Its id stays, so its history does.",
    params,
    body: z
      .strictObject({ name, identifier, contact, tokenInPath, guard, kisiKey })
      .partial()
      .refine((changes) => Object.keys(changes).length > 0, "says nothing to change"),
    answer: integrationViewSchema,
    fails: ["not_found", "conflict"],
  },
  revokeIntegration: {
    id: "revokeIntegration",
    method: "DELETE",
    path: "/api/v1/integrations/{integrationId}",
    scope: "write",
    summary: "Revoke an integration",
    description: "Its tokens open nothing from the next request on, and its key is forgotten. Its history stays.",
    params,
    answer: null,
    fails: ["not_found", "conflict"],
  },
  createIntegrationToken: {
    id: "createIntegrationToken",
    method: "POST",
    path: "/api/v1/integrations/{integrationId}/tokens",
    scope: "write",
    summary: "Make a further token of an integration",
    description:
      "The token is in this answer only; Ajar keeps a hash of it. To rotate: make a new one, put it in place, delete " +
      "the old one once `lastUsedAt` stands still.",
    params,
    body: z.strictObject({ kind: z.enum(integrationTokenKinds).describe("What it opens.") }),
    status: 201,
    answer: tokenViewSchema.extend({ token: z.string().describe("Shown this once.") }).meta({
      id: "NewIntegrationToken",
    }),
    fails: ["not_found", "conflict"],
  },
  deleteToken: {
    id: "deleteToken",
    method: "DELETE",
    path: "/api/v1/tokens/{tokenId}",
    scope: "write",
    summary: "Revoke a token of an integration",
    params: { tokenId: "As it stands in `IntegrationToken.id`." },
    answer: null,
    fails: ["not_found", "conflict"],
  },
  listCredentials: {
    id: "listCredentials",
    method: "GET",
    path: "/api/v1/credentials",
    scope: "read",
    summary: "Kisi keys seen in traffic, those used last first, with their own figures of a range",
    query: rangeSearchSchema,
    answer: z.object({ data: z.array(credentialViewSchema) }),
    fails: ["unanswerable"],
  },
  joinCredential: {
    id: "joinCredential",
    method: "PATCH",
    path: "/api/v1/credentials/{fingerprint}",
    scope: "write",
    summary: "Say that a key belongs to the same Kisi user as another one, or take it back",
    description:
      "Kisi's 5 requests a second are a user's, shared by all its keys: the pacer then counts them together.",
    params: { fingerprint: "As it stands in `Credential.fingerprint`." },
    body: z.strictObject({
      joinWith: z.string().min(1).max(100).nullable().describe("The other's fingerprint; null takes it back."),
    }),
    answer: null,
    fails: ["not_found", "conflict"],
  },
} as const satisfies Readonly<Record<string, ApiOperation>>;

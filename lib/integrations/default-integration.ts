import { defaultIntegrationId } from "#lib/integrations/integration-id";
import { hashOf } from "#lib/secrets/token";
import type { IntegrationRecord, IntegrationStore, IntegrationTokenRecord } from "#lib/store/integration-store";

/** Stands for AJAR_GATEWAY_TOKEN among the tokens of `default`; it is in no store. */
export const environmentTokenId = "environment";

/** Makes the integration that AJAR_GATEWAY_TOKEN belongs to, or takes it into use again. */
export async function ensureDefaultIntegration(store: IntegrationStore, nowMs: number): Promise<void> {
  const record: IntegrationRecord = {
    id: defaultIntegrationId,
    name: defaultIntegrationId,
    createdAtMs: nowMs,
    revokedAtMs: null,
    identifier: null,
    contact: null,
    tokenInPath: true,
    guard: null,
    key: null,
  };
  if (await store.createIntegration(record)) return;
  const known = (await store.listIntegrations()).find(({ id }) => id === defaultIntegrationId);
  if (known && known.revokedAtMs !== null) await store.replaceIntegration({ ...known, revokedAtMs: null });
}

/** AJAR_GATEWAY_TOKEN as if it were stored. */
export function environmentTokenOf(token: string, nowMs: number): IntegrationTokenRecord {
  return {
    id: environmentTokenId,
    integration: defaultIntegrationId,
    kind: "gateway",
    prefix: "AJAR_GATEWAY_TOKEN",
    tokenHash: hashOf(token),
    createdAtMs: nowMs,
    lastUsedAtMs: null,
  };
}

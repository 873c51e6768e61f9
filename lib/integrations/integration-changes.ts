import { randomUUID } from "node:crypto";
import { AppError } from "#lib/errors";
import { environmentTokenId } from "#lib/integrations/default-integration";
import { defaultIntegrationId, integrationIdOf } from "#lib/integrations/integration-id";
import type { Registry } from "#lib/integrations/registry";
import { sealKey } from "#lib/integrations/stored-key";
import type { IntegrationSettings, IntegrationToken, IntegrationTokenKind } from "#lib/model/integration";
import type { SecretBox } from "#lib/secrets/secret-box";
import { drawToken, hashOf, shownPrefixOf } from "#lib/secrets/token";
import type { IntegrationRecord, IntegrationStore } from "#lib/store/integration-store";
import type { Clock } from "#lib/time/clock";

/** `kisiKey` is put in the place of any former one, or null removes it. What is undefined stays as it is. */
export type IntegrationChanges = {
  readonly [Field in keyof IntegrationSettings]?: IntegrationSettings[Field] | undefined;
} & { readonly kisiKey?: string | null | undefined };
export type NewIntegration = Omit<IntegrationSettings, "guard"> & {
  /** Default null: the mode that is set for all. */
  readonly guard?: IntegrationSettings["guard"] | undefined;
  readonly kisiKey?: string | null | undefined;
};

type ChangeDeps = {
  readonly store: IntegrationStore;
  readonly box: SecretBox;
  readonly clock: Pick<Clock, "now">;
  readonly gatewayToken: string | null;
  readonly registry: Registry;
};

// Every key is searched for in every exchange, so that their number has a price.
const integrationsMax = 100;
const tokensMax = 20;

/** Answers with its id. */
export async function createIntegration(
  { store, box, clock, registry }: ChangeDeps,
  wanted: NewIntegration,
): Promise<string> {
  const { kisiKey = null, guard = null, ...settings } = wanted;
  const records = registry.records();
  if (records.filter(isInUse).length >= integrationsMax) {
    throw new AppError("conflict", `There are ${integrationsMax} integrations already: revoke one that is not in use`);
  }
  expectFreeName(records, settings.name);
  const id = integrationIdOf(settings.name, (taken) => records.some((record) => record.id === taken));
  const nowMs = clock.now();
  const key = kisiKey === null ? null : sealKey(box, id, kisiKey, nowMs);
  const isMade = await store.createIntegration({ ...settings, guard, id, createdAtMs: nowMs, revokedAtMs: null, key });
  if (!isMade) throw new Error(`the store has an integration ${id} that is not in memory`);
  return id;
}

/**
 * Changes what is given and leaves the rest; answers with the id. Throws `not_found`, `bad_input` for what can be no
 * Kisi key, and `conflict` for an integration that is revoked and for a name that is taken.
 */
export async function changeIntegration(
  { store, box, clock, registry }: ChangeDeps,
  id: string,
  { kisiKey, ...settings }: IntegrationChanges,
): Promise<string> {
  const record = getInUse(registry, id);
  if (settings.name !== undefined) {
    expectFreeName(
      registry.records().filter((other) => other.id !== id),
      settings.name,
    );
  }
  const key = kisiKey === undefined ? record.key : kisiKey === null ? null : sealKey(box, id, kisiKey, clock.now());
  const { name = record.name, identifier = record.identifier, contact = record.contact } = settings;
  const { tokenInPath = record.tokenInPath, guard = record.guard } = settings;
  await store.replaceIntegration({ ...record, name, identifier, contact, tokenInPath, guard, key });
  return id;
}

/**
 * From now on its tokens open nothing; answers with the id. Throws `not_found`, and `conflict` for one that is revoked
 * already or kept by AJAR_GATEWAY_TOKEN.
 */
export async function revokeIntegration(
  { store, clock, gatewayToken, registry }: ChangeDeps,
  id: string,
): Promise<string> {
  getInUse(registry, id);
  if (id === defaultIntegrationId && gatewayToken !== null) {
    throw new AppError("conflict", "AJAR_GATEWAY_TOKEN keeps this integration: unset it and start Ajar anew first");
  }
  await store.revokeIntegration(id, clock.now());
  return id;
}

/** Draws a token, of which only the hash is kept. Throws `not_found`, and `conflict` if it is revoked or has too many. */
export async function addToken(
  { store, clock, registry }: ChangeDeps,
  id: string,
  kind: IntegrationTokenKind,
): Promise<{ token: string; record: IntegrationToken }> {
  const { tokens } = registry.view(getInUse(registry, id));
  if (tokens.length >= tokensMax) {
    throw new AppError("conflict", `This integration has ${tokensMax} tokens already: revoke those not in use`);
  }
  const token = drawToken(kind);
  const prefix = shownPrefixOf(kind, token);
  const record = { id: randomUUID(), kind, prefix, createdAtMs: clock.now(), lastUsedAtMs: null };
  await store.createIntegrationToken({ ...record, integration: id, tokenHash: hashOf(token) });
  return { token, record };
}

/** Answers with the integration that it belonged to. Throws `not_found`, and `conflict` for AJAR_GATEWAY_TOKEN. */
export async function removeToken({ store, registry }: ChangeDeps, tokenId: string): Promise<string> {
  const owner = registry.findTokenOwner(tokenId);
  if (tokenId === environmentTokenId && owner !== null) {
    throw new AppError("conflict", "This token is AJAR_GATEWAY_TOKEN: change it there and start Ajar anew");
  }
  if (owner === null || !(await store.deleteIntegrationToken(tokenId))) {
    throw new AppError("not_found", "There is no such token, or it was revoked before");
  }
  return owner;
}

function getInUse(registry: Registry, id: string): IntegrationRecord {
  const record = registry.getRecord(id);
  if (isInUse(record)) return record;
  throw new AppError("conflict", "This integration is revoked: make a new one");
}

/** Whether its tokens open anything. */
export function isInUse({ revokedAtMs }: { readonly revokedAtMs: number | null }): boolean {
  return revokedAtMs === null;
}

function expectFreeName(records: readonly IntegrationRecord[], name: string): void {
  const isTaken = records.some((record) => isInUse(record) && record.name.toLowerCase() === name.toLowerCase());
  if (!isTaken) return;
  const message = "is taken by another integration";
  throw new AppError("conflict", `The name ${message}`, { errors: [{ path: "name", message }] });
}

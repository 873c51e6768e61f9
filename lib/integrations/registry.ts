import { AppError } from "#lib/errors";
import { type OpenedKey, openKey } from "#lib/integrations/stored-key";
import { createTokenLookup } from "#lib/integrations/token-lookup";
import type { GuardMode } from "#lib/model/guard";
import type { Integration, IntegrationTokenKind } from "#lib/model/integration";
import type { SecretBox } from "#lib/secrets/secret-box";
import type { IntegrationRecord, IntegrationStore, IntegrationTokenRecord } from "#lib/store/integration-store";
import type { Clock } from "#lib/time/clock";

/** What a call needs to know of the integration that makes it. */
export type TrafficSource = Pick<IntegrationRecord, "id" | "identifier" | "contact" | "tokenInPath">;

/** All integrations in memory: every call asks here, and one process owns the store. */
export type Registry = {
  /** Reads them from the store; to be called after each change. */
  readonly reload: () => Promise<void>;
  /** Throws `not_found`. */
  readonly getRecord: (id: string) => IntegrationRecord;
  readonly records: () => readonly IntegrationRecord[];
  readonly view: (record: IntegrationRecord) => Integration;
  readonly nameOf: (id: string) => string;
  /** Its own mode of the guard; null if it has none. */
  readonly guardModeOf: (id: string) => GuardMode | null;
  readonly findTokenOwner: (tokenId: string) => string | null;
  readonly findByToken: (kind: IntegrationTokenKind, token: string) => TrafficSource | null;
  readonly keyOf: (id: string) => OpenedKey;
  readonly knownSecrets: () => readonly string[];
};

type Options = {
  readonly store: IntegrationStore;
  readonly box: SecretBox;
  readonly clock: Pick<Clock, "now">;
  /** A token that is in no store. */
  readonly environmentToken: IntegrationTokenRecord | null;
  readonly onStampError: (error: unknown) => void;
};

/** Replaced keys stay known, for answers to them may be under way; but not for ever. */
const knownSecretsMax = 200;
const noKey: OpenedKey = { kind: "none" };

/** Makes an empty registry; `reload` fills it. */
export function createRegistry({ store, box, clock, environmentToken, onStampError }: Options): Registry {
  let records = new Map<string, IntegrationRecord>();
  let keys = new Map<string, OpenedKey>();
  let secrets: readonly string[] = [];
  const tokens = createTokenLookup((id, atMs) => {
    if (id !== environmentToken?.id) store.touchIntegrationToken(id, atMs).catch(onStampError);
  });

  return {
    async reload() {
      const [listed, stored] = await Promise.all([store.listIntegrations(), store.listIntegrationTokens()]);
      records = new Map(listed.map((record) => [record.id, record]));
      keys = new Map(listed.map((record) => [record.id, openKey(box, record)]));
      const opened = [...keys.values()].flatMap((key) => (key.kind === "known" ? [key.key] : []));
      secrets = [...new Set([...opened, ...secrets])].slice(0, knownSecretsMax);
      tokens.replace(environmentToken ? [...stored, environmentToken] : stored);
    },
    getRecord(id) {
      const record = records.get(id);
      if (record) return record;
      throw new AppError("not_found", "There is no such integration");
    },
    records: () => [...records.values()],
    view: ({ key, ...record }) => ({
      ...record,
      key: key && { last4: key.last4, setAtMs: key.setAtMs, readable: keys.get(record.id)?.kind === "known" },
      tokens: tokens.list(record.id).map(({ integration: _, tokenHash: __, ...shown }) => shown),
    }),
    nameOf: (id) => records.get(id)?.name ?? id,
    guardModeOf: (id) => records.get(id)?.guard ?? null,
    findTokenOwner: (tokenId) =>
      [...records.keys()].find((id) => tokens.list(id).some((token) => token.id === tokenId)) ?? null,
    findByToken(kind, token) {
      const id = tokens.find(kind, token, clock.now());
      return id === null ? null : (records.get(id) ?? null);
    },
    keyOf: (id) => keys.get(id) ?? noKey,
    knownSecrets: () => secrets,
  };
}

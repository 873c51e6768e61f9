import { ensureDefaultIntegration, environmentTokenOf } from "#lib/integrations/default-integration";
import {
  addToken,
  changeIntegration,
  createIntegration,
  type IntegrationChanges,
  isInUse,
  type NewIntegration,
  removeToken,
  revokeIntegration,
} from "#lib/integrations/integration-changes";
import { createRegistry, type TrafficSource } from "#lib/integrations/registry";
import type { OpenedKey } from "#lib/integrations/stored-key";
import type { GuardMode } from "#lib/model/guard";
import type { Integration, IntegrationToken, IntegrationTokenKind } from "#lib/model/integration";
import type { SecretBox } from "#lib/secrets/secret-box";
import type { IntegrationStore } from "#lib/store/integration-store";
import type { Clock } from "#lib/time/clock";
import { createTurns } from "#lib/time/turns";

export type Integrations = {
  /** Those in use first, then those revoked, each in the order in which they were made. */
  readonly list: () => readonly Integration[];
  /** Throws `not_found`. */
  readonly get: (id: string) => Integration;
  /** What people call it today; the id itself if it was never one of ours. */
  readonly nameOf: (id: string) => string;
  /** Its own mode of the guard, from memory; null if it has none. */
  readonly guardModeOf: (id: string) => GuardMode | null;
  /** Throws `bad_input` for a key that cannot be one, `conflict` for a name that is taken or too many integrations. */
  readonly create: (wanted: NewIntegration) => Promise<Integration>;
  /** Throws as `create`, and `not_found`, and `conflict` for one that is revoked. */
  readonly change: (id: string, changes: IntegrationChanges) => Promise<Integration>;
  /** Its tokens open nothing from now on, and its key is forgotten; its past stays. */
  readonly revoke: (id: string) => Promise<Integration>;
  /** A further token, to be put in place before the old one is removed. The token itself is in this answer only. */
  readonly addToken: (id: string, kind: IntegrationTokenKind) => Promise<{ token: string; record: IntegrationToken }>;
  /** Throws `not_found`. Answers with the integration that it belonged to. */
  readonly removeToken: (tokenId: string) => Promise<string>;
  /** Whose token it is, from memory; null if it opens nothing of this kind. Stamps its use. */
  readonly findByToken: (kind: IntegrationTokenKind, token: string) => TrafficSource | null;
  /** Its own Kisi key. */
  readonly revealKey: (id: string) => OpenedKey;
  /** Reads them anew, for when somebody else has changed the store. */
  readonly reload: () => Promise<void>;
  /** The keys that this process has held for integrations, for the recorder to cut out wherever they are echoed. */
  readonly knownSecrets: () => readonly string[];
};

type Options = {
  readonly store: IntegrationStore;
  readonly box: SecretBox;
  readonly clock: Pick<Clock, "now">;
  /** AJAR_GATEWAY_TOKEN: makes the integration `default`. */
  readonly gatewayToken: string | null;
  /** Told of a last use of a token that could not be stored. */
  readonly onStampError: (error: unknown) => void;
};

/** Reads the integrations into memory. With `gatewayToken` there is one called `default`, in use, whatever was before. */
export async function openIntegrations(options: Options): Promise<Integrations> {
  const { store, clock, gatewayToken } = options;
  const environmentToken = gatewayToken === null ? null : environmentTokenOf(gatewayToken, clock.now());
  const registry = createRegistry({ ...options, environmentToken });
  if (environmentToken) await ensureDefaultIntegration(store, clock.now());
  await registry.reload();
  const deps = { ...options, registry };
  const turns = createTurns();
  /** One change after the other, each seen in memory before it is answered: two at once would undo each other. */
  const inTurn = <T>(work: () => Promise<T>) => turns(() => work().finally(registry.reload));
  const get = (id: string) => registry.view(registry.getRecord(id));
  return {
    list: () => {
      const all = registry.records().map(registry.view);
      return [...all.filter(isInUse), ...all.filter((integration) => !isInUse(integration))];
    },
    get,
    nameOf: registry.nameOf,
    guardModeOf: registry.guardModeOf,
    findByToken: registry.findByToken,
    revealKey: registry.keyOf,
    reload: registry.reload,
    knownSecrets: registry.knownSecrets,
    create: async (wanted) => get(await inTurn(() => createIntegration(deps, wanted))),
    change: async (id, changes) => get(await inTurn(() => changeIntegration(deps, id, changes))),
    revoke: async (id) => get(await inTurn(() => revokeIntegration(deps, id))),
    addToken: (id, kind) => inTurn(() => addToken(deps, id, kind)),
    removeToken: (tokenId) => inTurn(() => removeToken(deps, tokenId)),
  };
}

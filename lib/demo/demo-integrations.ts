import { randomBytes } from "node:crypto";
import { openIntegrations } from "#lib/integrations/integrations";
import { createSecretBox } from "#lib/secrets/secret-box";
import type { App } from "#lib/server/app";
import { trafficIntegrations } from "#lib/simulator/traffic";
import { listCalls } from "#lib/traffic/calls";

type DemoApp = Pick<App, "store" | "integrations" | "log">;

/** One of those whose traffic the demo has, with a token of its own for the gateway. */
export type DemoIntegration = { readonly id: string; readonly token: string; readonly tokenId: string };

/** Registers them, by name, as if that had been at `madeAtMs`: their calls of a day ago need tokens of that time. */
export async function makeIntegrations(app: DemoApp, madeAtMs: number): Promise<ReadonlyMap<string, DemoIntegration>> {
  const past = await openIntegrations({
    store: app.store,
    // None of them has a key to seal.
    box: createSecretBox(randomBytes(32)),
    clock: { now: () => madeAtMs },
    gatewayToken: null,
    onStampError: (error) => app.log.warn({ err: error }, "demo: a last use could not be stored"),
  });
  const made = new Map<string, DemoIntegration>();
  for (const name of trafficIntegrations) {
    const { id } = await past.create({ name, identifier: null, contact: null, tokenInPath: true });
    const { token, record } = await past.addToken(id, "gateway");
    made.set(name, { id, token, tokenId: record.id });
  }
  await app.integrations.reload();
  return made;
}

/** Says of each token that its integration's newest call was made with it, as it would have been. */
export async function stampUses({ store, integrations }: DemoApp, made: Iterable<DemoIntegration>): Promise<void> {
  const range = { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };
  for (const { id, tokenId } of made) {
    const { data } = await listCalls(store, { range, filter: { integration: [id] }, limit: 1, cursor: null });
    if (data[0]) await store.touchIntegrationToken(tokenId, data[0].startedAtMs);
  }
  await integrations.reload();
}

import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createCallerLookup } from "#lib/front/gateway-caller";
import { openIntegrations } from "#lib/integrations/integrations";
import { createSecretBox } from "#lib/secrets/secret-box";
import { readEnv } from "#lib/server/env";
import { createLog } from "#lib/server/log";
import { createFakeSettingStore } from "#lib/settings/fake-setting-store";
import { openKisiKey } from "#lib/settings/kisi-key";
import { openSqliteStore } from "#lib/store/sqlite/open";
import type { Store } from "#lib/store/store";
import { systemClock as clock } from "#lib/time/clock";

const gatewayToken = "a-token-from-the-environment";
const sharedKey = "shared-key-of-all-0001";
const ownKey = "own-key-of-the-app-0002";
const box = createSecretBox(randomBytes(32));
const env = readEnv({ KISI_INTEGRATION_IDENTIFIER: "acme", KISI_INTEGRATION_CONTACT: "dev@example.com" });

let dir: string;
let store: Store;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "ajar-caller-"));
  store = await openSqliteStore({ dir, clock });
});
afterEach(async () => {
  await store.close();
  await rm(dir, { recursive: true });
});

async function open(environmentKey: string | null = sharedKey) {
  const integrations = await openIntegrations({ store, box, clock, gatewayToken, onStampError: () => undefined });
  const kisiKey = await openKisiKey({ store: createFakeSettingStore(), box, clock, environmentKey });
  const log = createLog("silent");
  return { integrations, findCaller: createCallerLookup({ integrations, kisiKey, env, log }) };
}

test("an integration without settings of its own calls with what all have", async () => {
  const { findCaller } = await open();
  expect(findCaller(gatewayToken, false)).toEqual({
    integration: "default",
    authorization: `KISI-LOGIN ${sharedKey}`,
    identifier: "acme",
    contact: "dev@example.com",
  });
  expect(findCaller("another-token-from-elsewhere", false)).toBeNull();
  expect((await open(null)).findCaller(gatewayToken, false)?.authorization).toBeNull();
});

test("its own key, identifier and contact come first", async () => {
  const { integrations, findCaller } = await open();
  await integrations.change("default", { kisiKey: ownKey, identifier: "acme-app", contact: "app@example.com" });
  expect(findCaller(gatewayToken, false)).toMatchObject({
    authorization: `KISI-LOGIN ${ownKey}`,
    identifier: "acme-app",
    contact: "app@example.com",
  });
});

test("the token in the path can be forbidden, and opens in the header then still", async () => {
  const { integrations, findCaller } = await open();
  expect(findCaller(gatewayToken, true)).not.toBeNull();
  await integrations.change("default", { tokenInPath: false });
  expect(findCaller(gatewayToken, true)).toBeNull();
  expect(findCaller(gatewayToken, false)).not.toBeNull();
});

test("a key that cannot be opened is replaced by no other", async () => {
  const { integrations } = await open();
  await integrations.change("default", { kisiKey: ownKey });
  const [record] = await store.listIntegrations();
  if (!record?.key) throw new Error("a key was stored");
  await store.replaceIntegration({ ...record, key: { ...record.key, sealed: "v1.broken" } });
  const { findCaller } = await open();
  expect(findCaller(gatewayToken, false)).toMatchObject({ integration: "default", authorization: null });
});

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeIntegrations, stampUses } from "#lib/demo/demo-integrations";
import { composeApp } from "#lib/server/compose";
import { readEnv } from "#lib/server/env";
import { sampleAttempt } from "#lib/store/sample-attempt";

const madeAtMs = Date.UTC(2026, 0, 31, 12);

test("the demo's integrations were made before their traffic, and their tokens are as old as its newest call", async () => {
  const dir = await mkdtemp(join(tmpdir(), "ajar-demo-test-"));
  const env = readEnv({ AJAR_DATA_DIR: dir, AJAR_LOG_LEVEL: "silent" });
  const app = await composeApp({ env, publicUrl: "http://localhost", demo: true, version: "test" });
  try {
    const made = [...(await makeIntegrations(app, madeAtMs)).values()];
    const [busy, idle] = made;
    if (!busy || !idle) throw new Error("the demo has traffic of several integrations");
    const times = [madeAtMs + 60_000, madeAtMs + 3_600_000];
    await app.store.record(times.map((startedAtMs) => sampleAttempt({ integration: busy.id, startedAtMs })));
    await stampUses(app, made);
    const at = { createdAtMs: madeAtMs };
    expect(app.integrations.get(busy.id)).toMatchObject({ ...at, tokens: [{ ...at, lastUsedAtMs: times[1] }] });
    expect(app.integrations.get(idle.id)).toMatchObject({ ...at, tokens: [{ ...at, lastUsedAtMs: null }] });
    expect(app.integrations.findByToken("gateway", busy.token)).toMatchObject({ id: busy.id });
  } finally {
    await app.close();
    await rm(dir, { recursive: true });
  }
});

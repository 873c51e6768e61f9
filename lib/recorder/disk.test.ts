import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createFingerprint } from "#lib/kisi/fingerprint";
import { canaries, expectNoCanary, leakyExchange } from "#lib/recorder/leaky-exchange-fixture";
import { createRecorder } from "#lib/recorder/recorder";
import { openSqliteStore } from "#lib/store/sqlite/open";
import { systemClock } from "#lib/time/clock";

test("S11: no file of the data directory holds a secret of what was recorded", async () => {
  const dir = mkdtempSync(join(tmpdir(), "ajar-recorder-"));
  const store = await openSqliteStore({ dir, clock: systemClock });
  try {
    const recorder = createRecorder({
      writer: store,
      fingerprint: createFingerprint(new Uint8Array(32).fill(1)),
      knownSecrets: () => [canaries.stored, canaries.gateway],
      onLoss: ({ cause }) => expect.fail(String(cause)),
    });
    const failed = leakyExchange();
    const [succeeded, lost] = [
      leakyExchange({ status: 200, outcome: "success" }),
      leakyExchange({ responseBodyBytes: 9e5 }),
    ];
    for (const [at, observed] of [failed, succeeded, lost].entries()) {
      await recorder.observe({ ...observed, request: { ...observed.request, callId: `call ${at}` } });
    }
    expect((await store.findCall("call 0"))?.exchange?.requestBodyBytes).toBe(failed.request.body?.length);
    expectNoSecretIn(dir);
  } finally {
    await store.close();
  }
  expectNoSecretIn(dir);
  rmSync(dir, { recursive: true });
});

function expectNoSecretIn(dir: string): void {
  const files = readdirSync(dir);
  expect(files).toContain("ajar.db");
  // Latin-1 keeps every byte a character, so ASCII canaries are found between binary pages.
  const bytes = files.map((file) => readFileSync(join(dir, file)).toString("latin1")).join("\n");
  expect(bytes).toContain("POST /controllers/{token}/assign");
  expectNoCanary(bytes);
}

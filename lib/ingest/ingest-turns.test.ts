import { expect, test } from "vitest";
import { createFakeIngestStore } from "#lib/ingest/fake-ingest-store";
import { createIngestWriter } from "#lib/ingest/ingest-writer";
import { sampleIngested } from "#lib/ingest/sample-ingested";
import { bareAttempt } from "#lib/recorder/bare-attempt";

test("however many batches come at once, a hundred attempts are redacted between two breaths", async () => {
  const store = createFakeIngestStore();
  const shares: number[] = [];
  const { write } = createIngestWriter({
    store,
    origin: "https://api.kisi.io",
    redact: (observed, told) => {
      shares.push((shares.pop() ?? 0) + 1);
      return bareAttempt(observed, told);
    },
    breathe: () =>
      new Promise((resolve) =>
        setImmediate(() => {
          shares.push(0);
          resolve();
        }),
      ),
  });
  const batchOf = (name: string) =>
    Array.from({ length: 250 }, (_, n) =>
      sampleIngested({
        externalKey: `${name}-${n}`,
        hint: { kind: "named", callId: `${name}-${n}`, attempt: 1, final: true },
      }),
    );
  await Promise.all(["a", "b", "c", "d"].map((name) => write(batchOf(name), null)));
  expect(store.rows()).toHaveLength(1_000);
  expect(shares).toEqual([100, 100, 50, 100, 100, 50, 100, 100, 50, 100, 100, 50]);
});

import type { IngestContext } from "#lib/ingest/ingest-context";

const receivedAtMs = Date.UTC(2026, 0, 31, 12);

/** What readers get in tests: the last noon of January 2026, 30 days of retention, call ids that count. */
export function sampleContext(changes: Partial<IngestContext> = {}): IngestContext {
  let calls = 0;
  return {
    receivedAtMs,
    retentionDays: 30,
    hosts: ["api.kisi.io"],
    integration: "sync",
    newCallId: () => `new-${++calls}`,
    ...changes,
  };
}

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createTextRedactor } from "#lib/recorder/text-redactor";
import { createRenderPdf } from "#lib/reports/render/render-pdf";
import { dayMs, fromMs } from "#lib/reports/report-fixture";
import { createReports, type Reports } from "#lib/reports/reports";
import { createSecretBox } from "#lib/secrets/secret-box";
import { openSqliteStore } from "#lib/store/sqlite/open";
import type { Store } from "#lib/store/store";
import { systemClock } from "#lib/time/clock";

/** A store and reports over it, for tests; both are gone when the test is over. */
export async function openReports(
  knownSecrets: readonly string[] = [],
): Promise<{ store: Store; reports: Reports; dir: string }> {
  const dir = mkdtempSync(join(tmpdir(), "ajar-reports-"));
  const store = await openSqliteStore({ dir, clock: systemClock });
  const reports = createReports({
    store,
    clock: { now: () => fromMs + 2 * dayMs },
    ...createTextRedactor(() => knownSecrets),
    integrations: () => [{ id: "sync", name: "Member sync", identifier: "acme-sync", contact: "dev@acme.example" }],
    readSender: async () => ({ organization: "Acme Łódź", contact: "Jana Novák", address: null }),
    version: "1.2.3",
    upstream: "https://api.kisi.io",
    box: createSecretBox(Buffer.alloc(32, 3)),
    breathe: async () => undefined,
    renderPdf: createRenderPdf(),
    onError: (error) => {
      throw error;
    },
  });
  onTestFinished(async () => {
    await reports.close();
    await store.close();
    rmSync(dir, { recursive: true });
  });
  return { store, reports, dir };
}

// Times exports and reports over a real store, and what they add to memory (`node bench/reports.ts [attempts]`).
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { callBatches } from "#lib/exports/call-batches";
import { callColumns } from "#lib/exports/call-columns";
import { writeRows } from "#lib/exports/row-format";
import { reportSpecSchema } from "#lib/model/report";
import { createTextRedactor } from "#lib/recorder/text-redactor";
import type { Outline } from "#lib/reports/outline";
import { createRenderPdf } from "#lib/reports/render/render-pdf";
import { reportFormats } from "#lib/reports/report-formats";
import { createReports } from "#lib/reports/reports";
import { createSecretBox } from "#lib/secrets/secret-box";
import { openSqliteStore } from "#lib/store/sqlite/open";
import { systemClock } from "#lib/time/clock";
import { generateTraffic } from "./seed-traffic.ts";

const attempts = Number(process.argv[2] ?? 300_000);
const toMs = Date.now();
const range = { fromMs: toMs - 7 * 86_400_000, toMs };

const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));
const dir = mkdtempSync(join(tmpdir(), "ajar-bench-reports-"));
const store = await openSqliteStore({ dir, clock: systemClock });
const redactor = createTextRedactor(() => []);
const renderPdf = createRenderPdf();
let batch = [];
for (const attempt of generateTraffic(attempts, range.fromMs, range.toMs)) {
  batch.push(attempt);
  if (batch.length < 2_000) continue;
  await store.record(batch);
  batch = [];
}
await store.record(batch);

type Measured = { readonly seconds: number; readonly heapMb: number; readonly stallMs: number; readonly bytes: number };

/** Goes through the pieces, and watches memory and the event loop meanwhile. */
async function measure(pieces: AsyncIterable<string | Uint8Array>): Promise<Measured> {
  globalThis.gc?.();
  const heapBefore = process.memoryUsage().heapUsed;
  const startedMs = performance.now();
  let [bytes, heapMax] = [0, 0];
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const watch = setInterval(() => {
    heapMax = Math.max(heapMax, process.memoryUsage().heapUsed);
  }, 5);
  for await (const piece of pieces) bytes += piece.length;
  clearInterval(watch);
  delay.disable();
  const stallMs = Math.max(0, delay.max / 1e6 - 5);
  const heapMb = Math.max(0, heapMax - heapBefore) / 1e6;
  return { seconds: (performance.now() - startedMs) / 1_000, heapMb, stallMs, bytes };
}

function print(what: string, { seconds, heapMb, stallMs, bytes }: Measured): void {
  const figures = [`${seconds.toFixed(2)} s`, `${(bytes / 1e6).toFixed(1)} MB`, `heap +${heapMb.toFixed(0)} MB`];
  console.log(`${what.padEnd(34)} ${figures.join(", ").padEnd(34)} longest stall ${stallMs.toFixed(0)} ms`);
}

const columns = callColumns("UTC", redactor.redactText);
for (const format of ["csv", "ndjson"] as const) {
  print(`export calls.${format}`, await measure(writeRows(format, columns, {}, callBatches(store, range, {}))));
}

const reports = createReports({
  store,
  clock: systemClock,
  ...redactor,
  integrations: () => [],
  readSender: async () => ({ organization: null, contact: null, address: null }),
  version: "bench",
  upstream: "https://api.kisi.io",
  box: createSecretBox(randomBytes(32)),
  breathe,
  renderPdf,
  onError: (error) => {
    throw error;
  },
});
const id = await reports.create(reportSpecSchema.parse({ ...range, filter: {} }));
async function* gathering() {
  await reports.gathered(id);
  yield "";
}
print(`gather ${attempts.toLocaleString("en-US")} attempts`, await measure(gathering()));
await reports.issue(id, "bench");
for (const format of reportFormats) {
  print(`report.${format}`, await measure((await reports.download(id, format)).body));
}

/** A document of some forty pages. */
const long: Outline = {
  title: "Forty pages",
  claim: "A table that goes on and on.",
  imprint: ["bench"],
  name: "Bench",
  sections: [
    {
      title: "Calls",
      blocks: [
        { kind: "paragraph", text: "Every one of them." },
        {
          kind: "table",
          table: {
            label: "Attempts",
            columns: [
              { label: "Start (UTC)", mono: true },
              { label: "Request", mono: true, wide: true },
              { label: "Status" },
              { label: "Kisi says", wide: true },
              { label: "Latency", align: "right" },
            ],
            rows: Array.from({ length: 1_700 }, (_, n) => [
              new Date(range.fromMs + n * 60_000).toISOString(),
              `POST /locks/${n}/unlock`,
              "503",
              "The controller could not be reached",
              `${n % 400} ms`,
            ]),
          },
        },
      ],
    },
  ],
};
async function* longPdf() {
  yield await renderPdf(long);
}
const pages = Buffer.from(await renderPdf(long))
  .toString("latin1")
  .match(/\/Type \/Page\b/g)?.length;
print(`PDF of ${pages} pages`, await measure(longPdf()));

await store.close();
rmSync(dir, { recursive: true });

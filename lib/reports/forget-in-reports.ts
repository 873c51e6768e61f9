import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { Cell, Column } from "#lib/exports/column";
import { csvHeader, csvLines } from "#lib/exports/csv-text";
import type { Report } from "#lib/model/report";
import { attemptColumns } from "#lib/reports/attempt-columns";
import { draftPlace } from "#lib/reports/drafts";
import { readContent } from "#lib/reports/report-files";
import type { SecretBox } from "#lib/secrets/secret-box";
import type { ReportRecord, ReportStore, ReportTexts } from "#lib/store/report-store";

const compress = promisify(gzip);
const decompress = promisify(gunzip);

type Row = Record<string, Cell>;

/** The columns of a row that is read back: it has them by their names. */
const columns: readonly Column<Row>[] = attemptColumns.map(({ name }) => ({ name, of: (row) => row[name] ?? null }));

export type ForgetInReports = {
  readonly store: Pick<
    ReportStore,
    "listReports" | "findReport" | "findReportPart" | "replaceReport" | "replaceReportPart"
  >;
  /** Opens and seals what a draft says. */
  readonly box: SecretBox;
  /** Hides a person in the texts of a value, and leaves all else as it is. */
  readonly hide: (value: unknown) => unknown;
  readonly nowMs: number;
  /** Counts alone. */
  readonly dryRun: boolean;
  /** Lets others in between two pieces. */
  readonly breathe: () => Promise<void>;
};

/**
 * Takes a person out of drafts and issued reports with their rows; answers how many reports named them. A report that
 * changed says so, gets its hashes anew, and keeps the hash that it was issued under, so that a copy which was handed
 * out before can still be told for what it is.
 */
export async function forgetInReports(options: ForgetInReports): Promise<number> {
  const summaries = await options.store.listReports(Number.MAX_SAFE_INTEGER);
  let changed = 0;
  for (const { id } of summaries) {
    const record = await options.store.findReport(id);
    if (record && (await forgetInReport(options, record))) changed += 1;
  }
  return changed;
}

async function forgetInReport(options: ForgetInReports, record: ReportRecord): Promise<boolean> {
  const parts = await forgetInParts(options, record.id);
  const seen: ReportTexts = { ...textsOf(record), sha256: record.issue?.sha256 ?? null };
  const hidden = hideTexts(options, record.id, seen);
  // Parts without a changed content: an earlier run was ended between the two.
  const isBehind = seen.content !== null && parts.count > 0 && !hasHashes(readContent(seen.content), parts);
  if (!isBehind && !parts.isChanged && isSame(seen, hidden)) return false;
  if (options.dryRun) return true;
  const content = hidden.content === null ? null : resign(hidden.content, parts, seen.sha256, options.nowMs);
  const sha256 = seen.sha256 === null || content === null ? seen.sha256 : hashOf(content);
  await options.store.replaceReport(record.id, seen, { ...hidden, content, sha256 });
  return true;
}

function textsOf({ title, spec, content }: ReportRecord): Omit<ReportTexts, "sha256"> {
  return { title, spec, content };
}

function hideTexts({ hide, box }: ForgetInReports, id: string, seen: ReportTexts): ReportTexts {
  const json = (text: string) => JSON.stringify(hide(JSON.parse(text)));
  const { title } = hide({ title: seen.title }) as { title: string };
  const isSealed = !seen.spec.startsWith("{");
  const spec = isSealed ? box.open(seen.spec, draftPlace(id)) : seen.spec;
  const hidden = json(spec);
  const sealed = isSealed ? box.seal(hidden, draftPlace(id)) : hidden;
  // Each sealing is another text, so what did not change stays as it is.
  return { ...seen, title, spec: hidden === spec ? seen.spec : sealed, content: seen.content && json(seen.content) };
}

function isSame(a: ReportTexts, b: ReportTexts): boolean {
  return a.title === b.title && a.spec === b.spec && a.content === b.content;
}

type Sum = { readonly bytes: number; readonly sha256: string };
type Parts = { readonly count: number; readonly isChanged: boolean; readonly csv: Sum; readonly ndjson: Sum };

/** Goes through the frozen rows, a part at a time, and sums up the two files as they are afterwards. */
async function forgetInParts({ store, hide, dryRun, breathe }: ForgetInReports, id: string): Promise<Parts> {
  const sums = { csv: createSum(), ndjson: createSum() };
  let isChanged = false;
  for (let index = 0; ; index++) {
    const part = await store.findReportPart(id, index);
    if (part === undefined) return { count: index, isChanged, csv: sums.csv.read(), ndjson: sums.ndjson.read() };
    const before = { csv: await textOf(part.csv), ndjson: await textOf(part.ndjson) };
    const ndjson = hideLines(before.ndjson, hide);
    const after = ndjson === before.ndjson ? before : { csv: csvOf(ndjson, index), ndjson };
    for (const file of ["csv", "ndjson"] as const) sums[file].add(after[file]);
    if (after !== before) {
      isChanged = true;
      const [csv, packed] = await Promise.all([compress(after.csv), compress(after.ndjson)]);
      if (!dryRun) await store.replaceReportPart(id, index, { csv, ndjson: packed });
    }
    await breathe();
  }
}

function hideLines(ndjson: string, hide: ForgetInReports["hide"]): string {
  return ndjson
    .split("\n")
    .map((line) => (line === "" ? "" : JSON.stringify(hide(JSON.parse(line)))))
    .join("\n");
}

/** The same rows as CSV, as they were written when they were frozen. */
function csvOf(ndjson: string, index: number): string {
  const rows: Row[] = ndjson
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
  return `${index === 0 ? csvHeader(columns) : ""}${csvLines(columns, rows)}`;
}

function hasHashes({ attachments }: Report, { csv, ndjson }: Parts): boolean {
  return attachments.csv.sha256 === csv.sha256 && attachments.ndjson.sha256 === ndjson.sha256;
}

/** The content with the hashes of its files as they are now, and when it was changed. */
function resign(content: string, { count, csv, ndjson }: Parts, sha256: string | null, nowMs: number): string {
  const { attachments, ...report } = readContent(content);
  const files = { ...attachments, csv: { ...attachments.csv, ...csv }, ndjson: { ...attachments.ndjson, ...ndjson } };
  const removals = [...(report.removals ?? []), { at: new Date(nowMs).toISOString(), sha256 }];
  return JSON.stringify({ ...report, removals, attachments: count === 0 ? attachments : files } satisfies Report);
}

function createSum() {
  const hash = createHash("sha256");
  let bytes = 0;
  return {
    add(text: string): void {
      hash.update(text);
      bytes += Buffer.byteLength(text);
    },
    read: (): Sum => ({ bytes, sha256: hash.digest("hex") }),
  };
}

async function textOf(packed: Uint8Array): Promise<string> {
  return (await decompress(packed)).toString("utf8");
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

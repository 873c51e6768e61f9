import { AppError } from "#lib/errors";
import { alertColumns } from "#lib/exports/alert-columns";
import { callBatches } from "#lib/exports/call-batches";
import { callColumns, metColumns } from "#lib/exports/call-columns";
import { conductColumns } from "#lib/exports/conduct-columns";
import { describeExport, type ExportFacts, exportFileName } from "#lib/exports/export-name";
import { problemColumns } from "#lib/exports/problem-columns";
import { type RowFormat, rowFormats, rowFormatTypes, writeRows } from "#lib/exports/row-format";
import { statsColumns, statsRows } from "#lib/exports/stats-columns";
import type { Download } from "#lib/http/download";
import { type ExportSubject, exportSchemas } from "#lib/http/export-operations";
import { parseSearch } from "#lib/http/search";
import { listProblems, type ProblemList } from "#lib/problems/list-problems";
import { conductOf, listConduct } from "#lib/reports/good-standing";
import type { App } from "#lib/server/app";
import { resolveRange } from "#lib/time/range";
import { readStats } from "#lib/traffic/read-stats";

export type ExportApp = Pick<App, "store"> & {
  readonly riskSettings: Pick<App["riskSettings"], "read">;
  readonly clock: Pick<App["clock"], "now">;
  readonly recorder: Pick<App["recorder"], "redactText">;
};

/** The file `calls.csv`, `stats.ndjson` … for a query. Throws `not_found` for another name, `bad_input` for the query. */
export async function exportDownload(app: ExportApp, file: string, search: URLSearchParams): Promise<Download> {
  const { subject, format } = readFileName(file);
  switch (subject) {
    case "calls":
      return exportCalls(app, format, search);
    case "stats":
      return exportStats(app, format, search);
    case "problems":
      return exportProblems(app, format, search);
    case "alerts":
      return exportAlerts(app, format, search);
    case "conduct":
      return exportConduct(app, format, search);
  }
}

function readFileName(file: string): { readonly subject: ExportSubject; readonly format: RowFormat } {
  const [name, ending] = file.split(".");
  const subject = (Object.keys(exportSchemas) as ExportSubject[]).find((known) => known === name);
  const format = rowFormats.find((known) => known === ending);
  if (subject && format && file === `${subject}.${format}`) return { subject, format };
  const subjects = Object.keys(exportSchemas).join(", ");
  throw new AppError("not_found", `There is no ${file}: export ${subjects} as .${rowFormats.join(", .")}`);
}

function exportCalls(app: ExportApp, format: RowFormat, search: URLSearchParams): Download {
  const { from, to, last, tz, match, ...filter } = parseSearch(exportSchemas.calls, search);
  const range = resolveRange({ from, to, last }, app.clock.now());
  const facts = { subject: "calls", range, timeZone: tz, filter: writtenFilter(search) };
  const { redactText } = app.recorder;
  const columns = [...callColumns(tz, redactText), ...(match === "any" ? metColumns(tz, redactText) : [])];
  const batches = () => callBatches(app.store, range, filter, match);
  return download(facts, format, (about) => writeRows(format, columns, about, batches()));
}

async function exportStats(app: ExportApp, format: RowFormat, search: URLSearchParams): Promise<Download> {
  const { from, to, last, tz, by, bucket, ...filter } = parseSearch(exportSchemas.stats, search);
  const range = resolveRange({ from, to, last }, app.clock.now());
  const stats = await readStats(app.store, { range, filter, by, bucket, timeZone: tz });
  const facts = { subject: "stats", range: stats, timeZone: tz, filter: writtenFilter(search) };
  const { bucketSeconds, totals } = stats;
  return download(facts, format, (about) =>
    writeRows(format, statsColumns(tz), { ...about, by, bucketSeconds, totals }, statsRows(stats)),
  );
}

const problemsAtOnce = 100;

function exportProblems(app: ExportApp, format: RowFormat, search: URLSearchParams): Download {
  const { from, to, last, tz, sort, ...filter } = parseSearch(exportSchemas.problems, search);
  const range = resolveRange({ from, to, last }, app.clock.now());
  const { count429 } = app.riskSettings.read();
  async function* batches() {
    let cursor: string | null = null;
    do {
      const query = { range, filter, sort, limit: problemsAtOnce, cursor, count429 };
      const page: ProblemList = await listProblems(app.store, query);
      yield page.data;
      cursor = page.nextCursor;
    } while (cursor !== null);
  }
  const facts = { subject: "problems", range, timeZone: tz, filter: writtenFilter(search) };
  const columns = problemColumns(tz, app.recorder.redactText);
  return download(facts, format, (about) => writeRows(format, columns, about, batches()));
}

/** More alerts than a year of bad days has. */
const alertsMax = 50_000;

function exportAlerts(app: ExportApp, format: RowFormat, search: URLSearchParams): Download {
  const { from, to, last, tz, state = null, rule = null } = parseSearch(exportSchemas.alerts, search);
  const range = resolveRange({ from, to, last }, app.clock.now());
  async function* batches() {
    yield await app.store.listAlerts({ ...range, state, ruleId: rule, limit: alertsMax });
  }
  const facts = { subject: "alerts", range, timeZone: tz, filter: writtenFilter(search) };
  const columns = alertColumns(tz, app.recorder.redactText);
  return download(facts, format, (about) => writeRows(format, columns, about, batches()));
}

function exportConduct({ store, clock }: ExportApp, format: RowFormat, search: URLSearchParams): Download {
  const { tz } = parseSearch(exportSchemas.conduct, search);
  async function* batches() {
    for await (const days of listConduct(store)) yield days.map((day) => ({ ...conductOf(day), hash: day.hash }));
  }
  const range = { fromMs: 0, toMs: clock.now() };
  const facts = { subject: "conduct", range, timeZone: tz, filter: {} };
  return download(facts, format, (about) => writeRows(format, conductColumns, about, batches()));
}

type Write = (about: ReturnType<typeof describeExport>) => AsyncIterable<string>;

function download(facts: ExportFacts, format: RowFormat, write: Write): Download {
  const about = describeExport(facts);
  return {
    fileName: exportFileName(facts, format),
    contentType: rowFormatTypes[format],
    headers: {
      "x-ajar-range": `${about.from}/${about.to}`,
      "x-ajar-time-zone": about.timeZone,
      "x-ajar-filter": new URLSearchParams(about.filter).toString(),
    },
    body: write(about),
  };
}

const noFilters = new Set(["from", "to", "last", "tz"]);

function writtenFilter(search: URLSearchParams): Readonly<Record<string, string>> {
  return Object.fromEntries([...search].filter(([name]) => !noFilters.has(name)));
}

import type { z } from "zod";
import type { Caller } from "#lib/auth/api-access";
import { AppError } from "#lib/errors";
import { isoTime } from "#lib/http/api-views";
import type { Download } from "#lib/http/download";
import type { reportOperations } from "#lib/http/report-operations";
import { type ReportSpec, reportSpecSchema } from "#lib/model/report";
import { type ReportFormat, reportFormats, reportTypes } from "#lib/reports/report-formats";
import type { Reports } from "#lib/reports/reports";
import type { ReportIssue, ReportSummary } from "#lib/store/report-store";
import { resolveRange } from "#lib/time/range";

type NewReport = z.infer<typeof reportOperations.createReport.body>;

/** What a new report is to be about, its range resolved against one "now". Throws `bad_input` for a wrong range. */
export function specOfBody(body: NewReport, nowMs: number): ReportSpec {
  const { from, to, last, problems, filter = {}, fixedAt, ...rest } = body;
  const range = resolveRange({ from, to, last }, nowMs);
  const written = Object.entries(problems ? { ...filter, problem: problems } : filter);
  return reportSpecSchema.parse({
    ...rest,
    ...range,
    filter: Object.fromEntries(written.map(([name, value]) => [name, String(value)])),
    fixedAtMs: fixedAt === undefined ? null : Date.parse(fixedAt),
  });
}

/** Who is named as having issued a report. */
export function nameOfCaller(caller: Caller): string {
  return caller.kind === "account" ? caller.account.email : `API token ${caller.name}`;
}

/** The addresses of an issued report's files. */
export function linksOf(id: string) {
  const link = (format: ReportFormat) => `/api/v1/reports/${id}/report.${format}`;
  return {
    html: link("html"),
    pdf: link("pdf"),
    markdown: link("md"),
    text: link("txt"),
    json: link("json"),
    csv: link("csv"),
    zip: link("zip"),
  };
}

/** A report of the list as the API shows it. */
export function viewReport({ id, title, createdAtMs, issue }: ReportSummary) {
  return {
    id,
    title,
    createdAt: isoTime(createdAtMs),
    number: issue?.number ?? null,
    issuedAt: issue && isoTime(issue.atMs),
    issuedBy: issue?.by ?? null,
    sha256: issue?.sha256 ?? null,
    links: issue && linksOf(id),
  };
}

/** The file `report.pdf` … of a report. Throws `not_found` for another name. */
export async function reportDownload(reports: Reports, id: string, file: string): Promise<Download> {
  const format = reportFormats.find((known) => file === `report.${known}`);
  if (!format) {
    throw new AppError("not_found", `There is no ${file}: use report.${reportFormats.join(", report.")}`);
  }
  const { issue, body } = await reports.download(id, format);
  return { fileName: fileNameOf(issue, format), contentType: reportTypes[format], body };
}

function fileNameOf({ number, atMs }: ReportIssue, format: ReportFormat): string {
  return `ajar-report-${number}-${isoTime(atMs).slice(0, 10)}.${format}`;
}

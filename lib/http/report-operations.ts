import { z } from "zod";
import type { ApiOperation } from "#lib/http/api-operation";
import { instant } from "#lib/http/api-views";
import { rangeSearchSchema } from "#lib/http/search";
import { attemptFilterSchema } from "#lib/model/filter";
import { reportSchema, reportTemplates, reportWordsSchema } from "#lib/model/report";
import { reportFormats, reportTypes } from "#lib/reports/report-formats";

const linksSchema = z.object({
  html: z.string(),
  pdf: z.string(),
  markdown: z.string(),
  text: z.string(),
  json: z.string(),
  csv: z.string(),
  zip: z.string(),
});

const reportViewSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    createdAt: instant,
    number: z.int().nullable().describe("Null while it is a draft."),
    issuedAt: instant.nullable(),
    issuedBy: z.string().nullable(),
    sha256: z.string().nullable(),
    links: linksSchema.nullable().describe("Each answers with the file; null while it is a draft."),
  })
  .meta({ id: "ReportSummary", description: "A report in the list." });

const newReportSchema = z.strictObject({
  ...rangeSearchSchema.shape,
  template: z.enum(reportTemplates).default("failure"),
  problems: z
    .array(z.string().min(1).max(300))
    .max(50)
    .optional()
    .describe("Only attempts of these problems; each must be known."),
  filter: attemptFilterSchema.strict().optional().describe("Only attempts of this filter. Default: all."),
  ...reportWordsSchema.shape,
  hide: z
    .array(z.string().min(2).max(200))
    .max(50)
    .default([])
    .describe("Words that are hidden wherever they stand, on top of what is hidden anyway."),
  withoutExchanges: z.boolean().default(false).describe("Leaves out what was kept of headers and bodies."),
  fixedAt: z.iso.datetime({ offset: true }).optional().describe("Of a reinstatement report: when the cause was fixed."),
});

const reportId = { reportId: "As `createReport` answers it." };

const reportFileSchema = reportSchema
  .extend({
    number: z.int(),
    issuedAt: instant,
    issuedBy: z.string(),
    sha256: z
      .string()
      .describe("Of the report without `number`, `issuedAt`, `issuedBy`, `sha256` and `attempts`, as compact JSON."),
    attempts: z.array(z.looseObject({ callId: z.string() })).describe("The frozen rows, as in attempts.ndjson."),
  })
  .meta({ id: "ReportFile", description: "report.json: the report with its issue and its rows." });

/** Reports for Kisi Support. */
export const reportOperations = {
  listReports: {
    id: "listReports",
    method: "GET",
    path: "/api/v1/reports",
    scope: "read",
    summary: "Reports and drafts, newest first",
    answer: z.object({ data: z.array(reportViewSchema) }),
  },
  createReport: {
    id: "createReport",
    method: "POST",
    path: "/api/v1/reports",
    scope: "write",
    summary: "Issue a report",
    description:
      "Reads and freezes the attempts of the range and filter, gives the report its number, and answers once that is " +
      "done: a million attempts take some ten seconds. What is issued never changes, and retention leaves it alone.",
    body: newReportSchema,
    status: 201,
    answer: z.object({ id: z.string(), number: z.int(), sha256: z.string(), links: linksSchema }),
    fails: ["unanswerable"],
  },
  getReport: {
    id: "getReport",
    method: "GET",
    path: "/api/v1/reports/{reportId}",
    scope: "read",
    summary: "One report in the list's words",
    params: reportId,
    answer: reportViewSchema,
    fails: ["not_found"],
  },
  downloadReport: {
    id: "downloadReport",
    method: "GET",
    path: "/api/v1/reports/{reportId}/{file}",
    scope: "read",
    summary: "An issued report as a file",
    description: "Streamed. The CSV has one row an attempt; the ZIP has all formats and the hashes of the attachments.",
    params: { ...reportId, file: reportFormats.map((format) => `report.${format}`).join(", ") },
    answer: reportFileSchema,
    files: [...new Set(Object.values(reportTypes))],
    fails: ["not_found", "conflict"],
  },
} as const satisfies Readonly<Record<string, ApiOperation>>;

import { z } from "zod";
import { rowFormats, rowFormatTypes } from "#lib/exports/row-format";
import { alertOperations } from "#lib/http/alert-operations";
import type { ApiOperation } from "#lib/http/api-operation";
import { problemsSearchSchema } from "#lib/http/problems-operations";
import { callsSearchSchema, rangeSearchSchema, statsSearchSchema } from "#lib/http/search";

const zone = statsSearchSchema.shape.tz.describe(
  "IANA time zone that times are written in; days begin at its midnights.",
);

/** The query of an export of calls. */
const callsExportSchema = callsSearchSchema.omit({ limit: true, cursor: true }).extend({ tz: zone }).strict();

/** The query of an export of figures. */
const statsExportSchema = statsSearchSchema.extend({ tz: zone }).strict();

/** The query of an export of problems. */
const problemsExportSchema = problemsSearchSchema.omit({ limit: true, cursor: true }).extend({ tz: zone }).strict();

/** The query of an export of alerts. */
const alertsExportSchema = rangeSearchSchema
  .extend({ ...alertOperations.listAlerts.query.pick({ state: true, rule: true }).shape, tz: zone })
  .strict();

/** What can be exported, each with what may be asked of it. */
export const exportSchemas = {
  calls: callsExportSchema,
  problems: problemsExportSchema,
  stats: statsExportSchema,
  alerts: alertsExportSchema,
  conduct: z.strictObject({ tz: zone }),
} as const;
export type ExportSubject = keyof typeof exportSchemas;

/** Everything that any export takes, as texts: the subject's own schema decides. */
const anyExportSchema = z
  .object({
    ...statsExportSchema.shape,
    ...callsExportSchema.shape,
    sort: problemsExportSchema.shape.sort,
    rule: alertsExportSchema.shape.rule,
    state: z.string().describe("Of problems, a comma list of states; of alerts, firing or resolved."),
  })
  .partial()
  .strict();

const subjects = Object.keys(exportSchemas);

/** Ways out for rows. */
export const exportOperations = {
  exportRows: {
    id: "exportRows",
    method: "GET",
    path: "/api/v1/export/{file}",
    scope: "read",
    summary: "All rows of a filter as a file",
    description:
      "Streamed, of whatever length. CSV begins with a header line; texts that a spreadsheet would take for a formula " +
      "get a ' in front. JSON is { export, data }, NDJSON a row a line. The file's name and the X-Ajar headers say " +
      "what was asked for. `by` and `bucket` are for stats, `sort` for problems, `rule` for alerts. `conduct` is the good-standing record: a line a day, each hashed with the one before.",
    params: { file: `${subjects.join(", ")}, with an ending of ${rowFormats.map((name) => `.${name}`).join(", ")}.` },
    query: anyExportSchema,
    answer: null,
    files: Object.values(rowFormatTypes),
    fails: ["not_found", "unanswerable"],
  },
} as const satisfies Readonly<Record<string, ApiOperation>>;

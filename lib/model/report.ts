import { z } from "zod";
import { exchangeSchema, networkErrors } from "#lib/model/attempt";
import { outcomes } from "#lib/model/outcome";
import { statsTotalsSchema } from "#lib/model/stats";

/** `failure` asks Kisi about failures; `reinstatement` shows a suspended integrator's case. */
export const reportTemplates = ["failure", "reinstatement"] as const;

const at = z.iso.datetime({ precision: 3 }).describe("ISO 8601, UTC, milliseconds.");
const ms = z.number().describe("Milliseconds.");

/** Counts of attempts that have something in common. */
const countsSchema = z.object({ attempts: z.int(), failures: z.int(), bad: z.int() });
export type ReportCounts = z.infer<typeof countsSchema>;

const reportAttemptSchema = z.object({
  attempt: z.int().describe("1..n"),
  startedAt: at,
  waitedMs: ms.describe("Between the end of the attempt before and this one's start; 0 for the first."),
  status: z.int().nullable(),
  outcome: z.enum(outcomes),
  networkError: z.enum(networkErrors).nullable(),
  latencyMs: ms,
  retryAfterMs: ms.nullable().describe("What the answer asked to wait."),
});

const reportCallSchema = z.object({
  callId: z.string(),
  startedAt: at,
  method: z.string(),
  route: z.string(),
  path: z.string(),
  status: z.int().nullable(),
  outcome: z.enum(outcomes),
  errorCode: z.string().nullable(),
  errorMessage: z.string().nullable(),
  latencyMs: ms.describe("What the caller waited in all."),
  integration: z.string().nullable(),
  credential: z.string().nullable().describe("Keyed fingerprint."),
  attempts: z.array(reportAttemptSchema),
  requestIds: z
    .array(z.object({ name: z.string(), value: z.string() }))
    .describe("Headers of the answer that name it."),
  exchange: exchangeSchema.nullable().describe("What was kept of the last failed attempt, redacted."),
  curl: z.string().describe("Repeats the request; the key is $KISI_API_KEY."),
});
export type ReportCall = z.infer<typeof reportCallSchema>;

const attachmentSchema = z.object({ name: z.string(), bytes: z.int(), sha256: z.string() });

/** A frozen, redacted account of failures. */
export const reportSchema = z
  .object({
    format: z.literal("ajar-report/1"),
    template: z.enum(reportTemplates),
    title: z.string(),
    claim: z.string().describe("What happened, in one line."),
    gatheredAt: at.describe("When the rows were read and frozen."),
    range: z.object({ from: at, to: at.describe("Not included.") }),
    selection: z.object({
      words: z.string(),
      filter: z.record(z.string(), z.string()).describe("As the API takes it."),
      base: countsSchema
        .nullable()
        .describe("All attempts of the same routes, integrations and keys, however they ended; null if not known."),
    }),
    sender: z.object({
      organization: z.string().nullable(),
      contact: z.string().nullable(),
      address: z.string().nullable().describe("From which Kisi sees the requests come."),
      integrations: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          identifier: z.string().nullable(),
          contact: z.string().nullable(),
          ...countsSchema.shape,
        }),
      ),
      credentials: z.array(z.object({ fingerprint: z.string(), last4: z.string().nullable(), ...countsSchema.shape })),
      ajarVersion: z.string(),
      upstream: z.string(),
    }),
    told: z.object({
      impact: z.string().nullable(),
      expected: z.string().nullable(),
      actual: z.string().nullable(),
      stepsTaken: z.string().nullable(),
    }),
    totals: statsTotalsSchema,
    failures: z.object({
      firstAt: at.nullable(),
      lastAt: at.nullable(),
      bucketSeconds: z.int(),
      points: z.array(
        z.object({
          t: at,
          attempts: z.int(),
          byOutcome: z.record(z.enum(outcomes), z.int()),
        }),
      ),
    }),
    routes: z
      .array(
        z.object({
          route: z.string(),
          ...countsSchema.shape,
          base: z
            .int()
            .nullable()
            .default(null)
            .describe("All attempts of the route, however they ended; null if not known."),
        }),
      )
      .describe("With failures; most first."),
    errors: z
      .array(
        z.object({
          route: z.string(),
          status: z.int().nullable(),
          outcome: z.enum(outcomes),
          networkError: z.enum(networkErrors).nullable(),
          errorCode: z.string().nullable(),
          errorMessage: z.string().nullable(),
          attempts: z.int(),
          firstAt: at,
          lastAt: at,
        }),
      )
      .describe("Kinds of failure, most attempts first."),
    moreErrors: z.int().describe("Failed attempts of kinds that are not listed."),
    calls: z.array(reportCallSchema).describe("Representative calls."),
    control: z
      .object({
        ...countsSchema.shape,
        routes: z.array(z.object({ route: z.string(), ...countsSchema.shape })),
        credentials: z.array(z.object({ fingerprint: z.string(), ...countsSchema.shape })),
      })
      .describe("All traffic of the same range: what worked at the same time."),
    repeats: z
      .object({
        count: z.int(),
        afterClientError: z.int().describe("Repetitions of a 4xx other than 429."),
        asked: z.int().describe("Repetitions that had been told how long to wait."),
        honoured: z.int(),
        gaps: z.array(z.object({ repetition: z.int(), count: z.int(), minMs: ms, medianMs: ms, maxMs: ms })),
        byOthers: z
          .int()
          .describe("Repetitions by programs other than Ajar, which told of them; in none of the above."),
      })
      .describe("How calls were repeated in the range."),
    retryPolicy: z.array(z.string()),
    fix: z
      .object({
        at,
        before: z.object({ from: at, to: at, ...countsSchema.shape }),
        after: z.object({ from: at, to: at, ...countsSchema.shape }),
        lastBadAt: at.nullable(),
      })
      .nullable()
      .describe("Of a reinstatement report: the figures on both sides of the moment when it was fixed."),
    timeline: z
      .array(z.object({ at, kind: z.string(), text: z.string() }))
      .describe("Notes on problems, and deploys, of the range."),
    removals: z
      .array(z.object({ at, sha256: z.string().nullable().describe("The report's hash before; null for a draft.") }))
      .optional()
      .describe("When something about a person was taken out of this report, because it had to be forgotten."),
    attachments: z.object({ attempts: z.int(), csv: attachmentSchema, ndjson: attachmentSchema }),
  })
  .meta({ id: "Report", description: "A frozen, redacted account of failures, written for Kisi Support." });
export type Report = z.infer<typeof reportSchema>;

const text = (what: string) =>
  z
    .string()
    .trim()
    .max(5_000, "may have at most 5,000 characters")
    .transform((value) => (value === "" ? null : value))
    .nullable()
    .default(null)
    .describe(what);

/** What a person says of a report. */
export const reportWordsSchema = z.object({
  title: text("Default: suggested from the data."),
  impact: text("Who is affected, and how."),
  expected: text("What should have happened."),
  actual: text("What happened instead. Default: from the data."),
  stepsTaken: text("What was tried."),
});
export type ReportWords = z.infer<typeof reportWordsSchema>;

/** What a report is to be about. */
export const reportSpecSchema = reportWordsSchema.extend({
  template: z.enum(reportTemplates).default("failure"),
  fromMs: z.int(),
  toMs: z.int(),
  /** Filters as a query string writes them. */
  filter: z.record(z.string(), z.string()),
  /** Words that are hidden wherever they stand, on top of what is hidden anyway. */
  hide: z.array(z.string().min(2).max(200)).max(50).default([]),
  /** Leaves out what was kept of headers and bodies. */
  withoutExchanges: z.boolean().default(false),
  /** Of a reinstatement report: when the cause was fixed. */
  fixedAtMs: z.int().nullable().default(null),
});
export type ReportSpec = z.infer<typeof reportSpecSchema>;

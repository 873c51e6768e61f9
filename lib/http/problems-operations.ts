import { z } from "zod";
import type { ApiOperation } from "#lib/http/api-operation";
import {
  deployViewSchema,
  listedProblemViewSchema,
  problemDetailViewSchema,
  problemViewSchema,
} from "#lib/http/problems-views";
import { rangeSearchSchema, statsSearchSchema } from "#lib/http/search";
import { problemFilterSchema, problemSorts } from "#lib/model/problem-filter";
import { oneOf, wholeNumber } from "#lib/model/query-value";

const { bucket, tz } = statsSearchSchema.shape;
const integration = problemFilterSchema.shape.integration.describe("Whose attempts `inRange` counts.");
const credential = problemFilterSchema.shape.credential.describe("Whose attempts `inRange` counts.");
const params = { problemId: "As it stands in `ProblemOfTraffic.id` and in `Call.problemId`." };
const moment = z.union([z.iso.datetime({ offset: true }), z.int()]).describe("ISO 8601 with a zone, or epoch ms.");

/** The query of `GET /api/v1/problems`. */
export const problemsSearchSchema = problemFilterSchema
  .extend({
    ...rangeSearchSchema.shape,
    sort: oneOf(problemSorts).default("cost").describe("Highest or latest first; `cost` by bad attempts in the range."),
    limit: wholeNumber(1, 100).default(50),
    cursor: z.string().max(200).optional().describe("`nextCursor` of the page before."),
  })
  .strict();

const problemChangeSchema = z
  .strictObject({
    action: z.enum(["resolve", "mute", "reopen"], "must be resolve, mute or reopen").optional(),
    inNextDeploy: z
      .boolean()
      .optional()
      .describe("With `resolve`: failures before the next deploy do not bring it back."),
    muteUntil: z
      .union(
        [
          z.strictObject({ at: moment }),
          z.strictObject({ count: z.int().min(1).max(1_000_000_000) }),
          z.strictObject({ escalates: z.literal(true) }),
        ],
        'must be { "at": … }, { "count": 1 or more } or { "escalates": true }',
      )
      .optional()
      .describe("With `mute`: until a time, until it came so often, or until it escalates. Absent: for ever."),
    note: z.string().trim().min(1).max(2_000).optional().describe("Stands in its history."),
  })
  .refine(({ action, note }) => action !== undefined || note !== undefined, "must have an action, a note, or both");

/** Failures, grouped and followed to their end. */
export const problemsOperations = {
  listProblems: {
    id: "listProblems",
    method: "GET",
    path: "/api/v1/problems",
    scope: "read",
    summary: "Problems, those first that cost most",
    description:
      "Failures of one route with one status and code, the same fields of a 422, or one kind of network error are one " +
      "problem. All of them are listed, also those that did nothing in the range.",
    query: problemsSearchSchema,
    answer: z.object({
      data: z.array(listedProblemViewSchema),
      total: z.int().describe("On all pages."),
      nextCursor: z.string().nullable().describe("Give it as `cursor` to go on; null at the end."),
    }),
    fails: ["unanswerable"],
  },
  getProblem: {
    id: "getProblem",
    method: "GET",
    path: "/api/v1/problems/{problemId}",
    scope: "read",
    summary: "One problem with its history, its examples and what to do about it",
    params,
    query: z.strictObject({ ...rangeSearchSchema.shape, integration, credential, bucket, tz }),
    answer: problemDetailViewSchema,
    fails: ["not_found", "unanswerable"],
  },
  changeProblem: {
    id: "changeProblem",
    method: "PATCH",
    path: "/api/v1/problems/{problemId}",
    scope: "write",
    summary: "Resolve, mute or reopen a problem, or add a note to it",
    params,
    body: problemChangeSchema,
    answer: problemViewSchema,
    fails: ["not_found", "conflict"],
  },
  listDeploys: {
    id: "listDeploys",
    method: "GET",
    path: "/api/v1/deploys",
    scope: "read",
    summary: "Deploys of a range, newest first",
    query: rangeSearchSchema,
    answer: z.object({ data: z.array(deployViewSchema) }),
  },
  recordDeploy: {
    id: "recordDeploy",
    method: "POST",
    path: "/api/v1/deploys",
    scope: "write",
    summary: "Mark a deploy",
    description: "New problems name the latest deploy before them. The same deploy told twice is marked once.",
    body: z.strictObject({
      release: z.string().trim().min(1, "must have 1 to 100 characters").max(100, "must have 1 to 100 characters"),
      at: moment.optional().describe("Default: now."),
      integration: z.string().min(1).max(300).nullable().default(null).describe("Whose release; null for all."),
    }),
    status: 201,
    answer: deployViewSchema,
  },
} as const satisfies Readonly<Record<string, ApiOperation>>;

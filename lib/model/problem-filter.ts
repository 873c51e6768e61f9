import { z } from "zod";
import { attemptFilterSchema, commaList } from "#lib/model/filter";
import { problemStates } from "#lib/model/problem";
import { oneOf } from "#lib/model/query-value";

const { outcome, statusClass, status, method, route, integration, credential } = attemptFilterSchema.shape;

/** Which problems are meant. A list means "any of", an absent field means "all". */
export const problemFilterSchema = z
  .object({
    state: commaList(oneOf(problemStates)),
    outcome,
    statusClass,
    status,
    method,
    route,
    integration: integration.describe("Whose attempts are counted; problems that it has not had are left out."),
    credential: credential.describe("Whose attempts are counted; problems that it has not had are left out."),
    q: z.string().trim().min(1).max(200).describe("Part of the route, the error code, a field or the network error."),
  })
  .partial();
export type ProblemFilter = z.infer<typeof problemFilterSchema>;

export const problemSorts = ["cost", "attempts", "lastSeen", "firstSeen"] as const;
export type ProblemSort = (typeof problemSorts)[number];

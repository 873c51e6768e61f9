import { z } from "zod";
import { sources } from "#lib/model/attempt";
import { outcomes, statusClasses } from "#lib/model/outcome";

function commaList<T extends z.ZodType>(item: T) {
  return z.preprocess(
    (value) => (typeof value === "string" ? value.split(",").filter((part) => part !== "") : value),
    z.array(item).max(50),
  );
}

const word = z.string().min(1).max(300);

/**
 * Which attempts or calls are meant. A list means "any of", an absent field means "all".
 * Strings are split at commas, so a query string parses as it is.
 */
export const attemptFilterSchema = z
  .object({
    outcome: commaList(z.enum(outcomes)),
    statusClass: commaList(z.enum(statusClasses)),
    status: commaList(z.coerce.number().int().min(100).max(599)),
    method: commaList(z.string().toUpperCase().pipe(word)),
    route: commaList(word).describe("`GET /locks/{id}`, or without its method for any method."),
    integration: commaList(word),
    credential: commaList(word).describe("Keyed fingerprint, as it stands in `Call.credential`."),
    source: commaList(z.enum(sources)),
    problem: commaList(word),
    minRetries: z.coerce.number().int().min(0).max(100),
    minLatencyMs: z.coerce.number().min(0),
    q: z.string().trim().min(1).max(200).describe("Part of the path or of the error, or a whole call id."),
  })
  .partial();
export type AttemptFilter = z.infer<typeof attemptFilterSchema>;

import { z } from "zod";
import { sources } from "#lib/model/attempt";
import { outcomes, statusClasses } from "#lib/model/outcome";
import { oneOf, wholeNumber } from "#lib/model/query-value";

/** A list that may be written as one text with commas. */
export function commaList<T extends z.ZodType>(item: T) {
  return z.preprocess(
    (value) => (typeof value === "string" ? value.split(",").filter((part) => part !== "") : value),
    z.array(item).max(50, "must have at most 50 values"),
  );
}

const wordLength = "must have 1 to 300 characters";
const word = z.string().min(1, wordLength).max(300, wordLength);
const searchLength = "must have 1 to 200 characters";
const latency = "must be a number of milliseconds, 0 or more";

/**
 * Which attempts or calls are meant. A list means "any of", an absent field means "all".
 * Strings are split at commas, so a query string parses as it is.
 */
export const attemptFilterSchema = z
  .object({
    outcome: commaList(oneOf(outcomes)),
    statusClass: commaList(oneOf(statusClasses)),
    status: commaList(wholeNumber(100, 599)),
    method: commaList(z.string().toUpperCase().pipe(word)),
    route: commaList(word).describe("`GET /locks/{id}`, or without its method for any method."),
    integration: commaList(word),
    credential: commaList(word).describe("Keyed fingerprint, as it stands in `Call.credential`."),
    source: commaList(oneOf(sources)),
    problem: commaList(word),
    minRetries: wholeNumber(0, 100),
    minLatencyMs: z.coerce.number(latency).min(0, latency),
    q: z
      .string()
      .trim()
      .min(1, searchLength)
      .max(200, searchLength)
      .describe("Part of the path or of the error, or a whole call id."),
  })
  .partial();
export type AttemptFilter = z.infer<typeof attemptFilterSchema>;

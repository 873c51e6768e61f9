import { z } from "zod";
import { badInput } from "#lib/errors";
import { inputErrorsOf } from "#lib/http/input-errors";
import { callMatches } from "#lib/model/call";
import { attemptFilterSchema } from "#lib/model/filter";
import { issueWords } from "#lib/model/issue-words";
import { oneOf, wholeNumber } from "#lib/model/query-value";
import { statsDimensions } from "#lib/model/stats";
import { bucketSeconds } from "#lib/time/bucket";
import { rangePresets } from "#lib/time/range";

/** What the texts mean is settled where they are resolved against one "now". */
const instant = z.string().describe("ISO 8601 with a zone (2026-01-31T12:00:00Z), or epoch milliseconds.");
const spans = rangePresets.map(({ last }) => last);
const rangeFields = {
  from: instant.optional(),
  to: instant.optional().describe("Not included. Default: now."),
  last: oneOf(spans)
    .optional()
    .describe("The span up to now; stands before `from` and `to`. Without any of the three: 24h."),
};

const timeZone = z.string().refine(isTimeZone, "must be an IANA time zone such as Europe/Zurich");

/** A range and nothing else. */
export const rangeSearchSchema = z.strictObject(rangeFields);

/** The query of `GET /api/v1/calls`. */
export const callsSearchSchema = attemptFilterSchema
  .extend({
    ...rangeFields,
    limit: wholeNumber(1, 500).default(50),
    match: oneOf(callMatches)
      .default("last")
      .describe(
        "`last`: calls that started in the range and whose last attempt is as the filters say. `any`: calls with an attempt that `/stats` counts for the same range and filters, also where a later one healed it; each has that attempt in `met`.",
      ),
    cursor: z
      .string()
      .max(200, "is longer than any cursor of this list")
      .optional()
      .describe("`nextCursor` of the page before."),
  })
  .strict();

/** The query of `GET /api/v1/stats`. */
export const statsSearchSchema = attemptFilterSchema
  .extend({
    ...rangeFields,
    by: oneOf(statsDimensions).default("statusClass"),
    bucket: z
      .union([z.literal("auto"), z.coerce.number().pipe(z.literal(bucketSeconds))], {
        error: `must be auto or one of ${bucketSeconds.join(", ")}`,
      })
      .default("auto")
      .describe("Width in seconds; `auto` is the smallest that gives at most 300 points."),
    tz: timeZone.default("UTC").describe("IANA time zone whose midnights days begin at."),
  })
  .strict();

/**
 * Parses a query string by a strict schema. A name that is not known, one that is given twice, and one without a value
 * (or with commas alone) are refused as well: a filter that is silently dropped makes a figure that silently lies.
 * Throws `bad_input` naming each.
 */
export function parseSearch<T extends z.ZodType>(schema: T, search: URLSearchParams): z.infer<T> {
  const names = [...search.keys()];
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  // A list of nothing would mean all.
  const empty = [...search].filter(([, value]) => /^,*$/.test(value)).map(([name]) => name);
  const parsed = schema.safeParse(Object.fromEntries(search), { error: issueWords });
  const errors = [
    ...twice.map((path) => ({ path, message: "is given twice; separate values with commas" })),
    ...empty.map((path) => ({ path, message: "has no value" })),
    ...(parsed.success ? [] : inputErrorsOf(parsed.error, "is not a parameter here")).filter(
      ({ path }) => !empty.includes(path),
    ),
  ];
  if (parsed.success && errors.length === 0) return parsed.data;
  throw badInput(errors);
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

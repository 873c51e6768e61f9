import { z } from "zod";
import { AppError } from "#lib/errors";
import { attemptFilterSchema } from "#lib/model/filter";
import { statsDimensions } from "#lib/model/stats";
import { bucketSeconds } from "#lib/time/bucket";

/** `from`, `to`, `last`: their meaning is checked where they are resolved against one "now". */
const rangeFields = { from: z.string().optional(), to: z.string().optional(), last: z.string().optional() };

const timeZone = z.string().refine(isTimeZone, "must be an IANA time zone such as Europe/Zurich");

/** The query of `GET /api/v1/calls`. */
export const callsSearchSchema = attemptFilterSchema
  .extend({
    ...rangeFields,
    limit: z.coerce.number().int().min(1).max(500).default(50),
    cursor: z.string().max(200).optional(),
  })
  .strict();

/** The query of `GET /api/v1/stats`. */
export const statsSearchSchema = attemptFilterSchema
  .extend({
    ...rangeFields,
    by: z.enum(statsDimensions).default("statusClass"),
    bucket: z
      .union([z.literal("auto"), z.coerce.number().pipe(z.literal(bucketSeconds))], {
        error: `must be auto or one of ${bucketSeconds.join(", ")}`,
      })
      .default("auto"),
    tz: timeZone.default("UTC"),
  })
  .strict();

/**
 * Parses a query string by a strict schema. A name that is not known, one that is given twice, and one without a value are refused as
 * well: a filter that is silently dropped makes a figure that silently lies. Throws `bad_input` naming each.
 */
export function parseSearch<T extends z.ZodType>(schema: T, search: URLSearchParams): z.infer<T> {
  const names = [...search.keys()];
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  const empty = [...search].filter(([, value]) => value === "").map(([name]) => name);
  const parsed = schema.safeParse(Object.fromEntries(search));
  const errors = [
    ...twice.map((path) => ({ path, message: "is given twice; separate values with commas" })),
    ...empty.map((path) => ({ path, message: "has no value" })),
    ...(parsed.success ? [] : parsed.error.issues.flatMap(describeIssue)),
  ];
  if (parsed.success && errors.length === 0) return parsed.data;
  const detail = errors.map(({ path, message }) => `${path} ${message}`).join("; ");
  throw new AppError("bad_input", detail, { errors });
}

function describeIssue(issue: z.core.$ZodIssue): { path: string; message: string }[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((path) => ({ path, message: "is not a parameter here" }));
  }
  return [{ path: issue.path.join("."), message: issue.message }];
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

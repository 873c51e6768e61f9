import { z } from "zod";
import { isoTime } from "#lib/http/api-views";
import type { IngestedAttempt } from "#lib/ingest/ingested-attempt";
import { type Taken, takenSchema } from "#lib/model/taken";

/** The query of `POST /api/v1/import`. */
export const importSearchSchema = z.strictObject({
  host: z
    .string()
    .regex(/^(?:[a-z0-9.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i, "must be a host such as api.kisi.io")
    .optional()
    .describe("Takes the entries for this host instead of the upstream's."),
  integration: z
    .string()
    .max(100, "is longer than any id of an integration")
    .optional()
    .describe("Whose traffic it is. An ingest token says so by itself, and may name no other."),
});

export const takenViewSchema = takenSchema.meta({
  id: "Taken",
  description: "What became of what was sent. A bad record spoils no other.",
});

/** Where attempts lie in time, as the API says it. */
export function viewSpan(attempts: readonly Pick<IngestedAttempt, "startedAtMs">[]): Taken["span"] {
  if (attempts.length === 0) return null;
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { startedAtMs } of attempts) {
    first = Math.min(first, startedAtMs);
    last = Math.max(last, startedAtMs);
  }
  return { from: isoTime(first), to: isoTime(last + 1) };
}

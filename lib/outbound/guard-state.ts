import { z } from "zod";
import { guardCountsSchema } from "#lib/model/guard";
import { holdEntrySchema } from "#lib/outbound/hold-book";

const entriesSchema = z.array(z.tuple([z.string(), holdEntrySchema]).readonly()).readonly();

/** All that a guard knows, as it is kept over a restart: keyed hashes, counts and times, nothing of what was sent. */
export const guardStateSchema = z.object({
  sinceMs: z.int(),
  counts: z.array(z.tuple([z.string().nullable(), guardCountsSchema]).readonly()).readonly(),
  call: entriesSchema,
  credential: entriesSchema,
  suspension: entriesSchema,
});
export type GuardState = Readonly<z.infer<typeof guardStateSchema>>;

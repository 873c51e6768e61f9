import { z } from "zod";

/** The query of `POST /api/v1/import`. */
export const importSearchSchema = z.strictObject({
  host: z
    .string()
    .regex(/^(?:[a-z0-9.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i, "must be a host such as api.kisi.io")
    .optional()
    .describe("Takes the entries for this host instead of the upstream's."),
});

export const takenSchema = z
  .object({
    accepted: z.int().describe("Attempts that are stored now."),
    duplicates: z.int().describe("Attempts that were stored before."),
    rejected: z
      .array(z.object({ line: z.int().describe("From 1, as it stood in what was sent."), message: z.string() }))
      .readonly(),
    ignored: z.int().describe("Sound, but not about the upstream."),
  })
  .meta({ id: "Taken", description: "What became of what was sent. A bad record spoils no other." });

/** What became of one request's attempts. */
export type Taken = Readonly<z.infer<typeof takenSchema>>;

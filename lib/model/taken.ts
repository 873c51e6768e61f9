import { z } from "zod";

/** What became of telemetry that was sent. A bad record spoils no other. */
export const takenSchema = z.object({
  accepted: z.int().describe("Attempts that are stored now."),
  duplicates: z.int().describe("Attempts that were stored before."),
  rejected: z
    .array(z.object({ line: z.int().describe("From 1, as it stood in what was sent."), message: z.string() }))
    .readonly(),
  ignored: z.int().describe("Sound, but not about the upstream."),
  span: z
    .object({ from: z.iso.datetime({ precision: 3 }), to: z.iso.datetime({ precision: 3 }) })
    .nullable()
    .describe("The half-open range in which the accepted and the duplicates began; null if there are none."),
});
export type Taken = Readonly<z.infer<typeof takenSchema>>;

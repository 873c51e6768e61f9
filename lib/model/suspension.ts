import { z } from "zod";

/** A key that worked, and that Kisi now refuses wherever it is used. */
export const refusedKeySchema = z.object({
  credential: z.string(),
  last4: z.string().nullable(),
  integration: z.string().nullable().describe("The one that used it last."),
  lastSuccessAtMs: z.int(),
  refusedSinceMs: z.int(),
  lastRefusedAtMs: z.int(),
  refusals: z.int().describe("Since then, without any success."),
  statuses: z.array(z.int()).readonly(),
  routes: z.array(z.string()).readonly().describe("Those refused, the newest twenty."),
  errorCode: z.string().nullable(),
  errorMessage: z.string().nullable().describe("Kisi's last words, redacted."),
  lastCallId: z.string(),
});
export type RefusedKey = Readonly<z.infer<typeof refusedKeySchema>>;

/** What speaks for it, beside the refusals themselves. */
export const suspensionSigns = ["several_keys", "forbidden", "kisi_says_so"] as const;
export type SuspensionSign = (typeof suspensionSigns)[number];

/** Kisi may have suspended the integrator: a guess from how it answers, with what it rests on. */
export type Suspension = {
  readonly sinceMs: number;
  readonly signs: readonly SuspensionSign[];
  readonly keys: readonly RefusedKey[];
  /** Other keys that have succeeded since: they speak against it. */
  readonly workingKeys: number;
};

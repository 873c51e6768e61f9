import { z } from "zod";

/** What the owner sets of problems. */
export const problemSettingsSchema = z.strictObject({
  quietDays: z
    .int("must be a whole number of days")
    .min(1, "must be 1 or more")
    .max(365, "must be 365 or less")
    .describe("After so many days without a failure a problem is resolved by itself."),
});
export type ProblemSettings = Readonly<z.infer<typeof problemSettingsSchema>>;

export const defaultProblemSettings: ProblemSettings = { quietDays: 14 };

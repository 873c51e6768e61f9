import { z } from "zod";

/** What a caller says of its own call, in `X-Ajar-Priority`. */
export const priorities = ["high", "normal", "low"] as const;
export type Priority = (typeof priorities)[number];

const paceWords = "must be a whole number from 1 to 300";

/** What an owner sets of who goes first when the budget is critical. */
export const prioritySettingsSchema = z.strictObject({
  enabled: z.boolean().describe("Lets bulk work wait while the budget is critical or exceeded."),
  unmarkedIsBulk: z.boolean().describe("Counts calls without `X-Ajar-Priority` as bulk work, too."),
  bulkPerMinute: z
    .int(paceWords)
    .min(1, paceWords)
    .max(300, paceWords)
    .describe("So many bulk calls of one Kisi user go out in a minute then."),
});
export type PrioritySettings = Readonly<z.infer<typeof prioritySettingsSchema>>;

export const defaultPrioritySettings: PrioritySettings = { enabled: false, unmarkedIsBulk: false, bulkPerMinute: 12 };

import { z } from "zod";
import { oneOf } from "#lib/model/query-value";
import { riskPresetIds } from "#lib/model/risk";

const daySeconds = 86_400;
const windowWords = "must be whole minutes in seconds, from 60 to 2592000 (30 days)";
const rateWords = "must be a share between 0 and 1, such as 0.05 for 5 %";
const countWords = "must be a whole number from 1 to 1000000";
const levelWords = "must be a share of the limit above 0 and up to 1, such as 0.5";
const floorWords = "must be a whole number from 1 to 1000";

export const riskLimitSchema = z
  .strictObject({
    seconds: z
      .int(windowWords)
      .min(60, windowWords)
      .max(30 * daySeconds, windowWords)
      .multipleOf(60, windowWords),
    rate: z.number(rateWords).gt(0, rateWords).lt(1, rateWords).nullable().default(null),
    count: z.int(countWords).min(1, countWords).max(1_000_000, countWords).nullable().default(null),
  })
  .refine(({ rate, count }) => rate !== null || count !== null, "needs a rate, a count, or both");

const level = z.number(levelWords).gt(0, levelWords).max(1, levelWords);

/** Failures that are meant to happen: they leave the charts of errors and still count here, as they do at Kisi. */
export const expectedFailureSchema = z.strictObject({
  route: z
    .string()
    .trim()
    .max(300)
    .regex(/^[A-Z]+ \/\S*$/, "must be a method and a path, such as GET /locks/{id}"),
  status: z.int("must be a status from 400 to 599").min(400).max(599),
});
export type ExpectedFailure = Readonly<z.infer<typeof expectedFailureSchema>>;

const limitsWords = "must be 1 to 6 limits";
/** The fields of `RiskSettings`, each for itself. */
export const riskSettingsFields = {
  limits: z
    .array(riskLimitSchema)
    .min(1, limitsWords)
    .max(6, limitsWords)
    .describe("Your own limits: how much may be bad within any span of `seconds`."),
  levels: z
    .strictObject({ warning: level, critical: level })
    .describe("From which used share of a limit on it is said."),
  floor: z
    .int(floorWords)
    .min(1, floorWords)
    .max(1_000, floorWords)
    .describe("Fewer bad attempts than this never count as a warning of a rate."),
  count429: z.boolean().describe("Whether 429 counts as bad."),
  presets: z
    .array(oneOf(riskPresetIds))
    .refine((ids) => new Set(ids).size === ids.length, "names one twice")
    .describe("The vendors' rules that count for the level beside your own limits."),
  expected: z
    .array(expectedFailureSchema)
    .max(50, "must have at most 50 entries")
    .describe("Failures that leave the charts of errors. They still count here, as they do at Kisi."),
};

/** What an owner sets about risk. A combination that could never warn, or would always, is refused with the reason. */
export const riskSettingsSchema = z
  .strictObject(riskSettingsFields)
  .superRefine(({ limits, levels, floor }, context) => {
    const refuse = (path: PropertyKey[], message: string) => context.addIssue({ code: "custom", path, message });
    if (levels.warning >= levels.critical)
      refuse(["levels", "warning"], "must be below critical: it is said before it");
    limits.forEach(({ seconds, count }, index) => {
      if (limits.findIndex((other) => other.seconds === seconds) < index) {
        refuse(["limits", index, "seconds"], "is the span of another limit: give rate and count in one");
      }
      if (count !== null && count < floor) {
        const words = `is below the floor of ${floor} bad attempts: it would be passed before it could be judged`;
        refuse(["limits", index, "count"], words);
      }
    });
  });
export type RiskSettings = z.infer<typeof riskSettingsSchema>;

/** What may be changed at once; a field that is absent stays as it is. */
export const riskChangesSchema = z
  .strictObject({ ...riskSettingsFields, levels: riskSettingsFields.levels.partial() })
  .partial();
export type RiskChanges = z.infer<typeof riskChangesSchema>;

/**
 * Kisi publishes no threshold. 5 % over a day is the shape that HubSpot and Klaviyo publish; the count in an hour is
 * for the runaway loop that a day's traffic would hide, and the figure is ours.
 */
export const defaultRiskSettings: RiskSettings = {
  limits: [
    { seconds: daySeconds, rate: 0.05, count: null },
    { seconds: 3_600, rate: null, count: 100 },
  ],
  levels: { warning: 0.5, critical: 0.8 },
  floor: 3,
  count429: true,
  presets: [...riskPresetIds],
  expected: [],
};

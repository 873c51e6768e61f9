import { z } from "zod";
import { instant, isoTime } from "#lib/http/api-views";
import { type BudgetWindow, type Forecast, riskLevels, riskPresetIds } from "#lib/model/risk";
import type { Risk } from "#lib/risk/read-risk";

const levelSchema = z.enum(riskLevels);

const windowViewSchema = z
  .object({
    seconds: z.int().describe("Length of the trailing window."),
    attempts: z.int().describe("Sent in the window, by whatever ending."),
    bad: z.int().describe("Those that weigh against this limit."),
    badRetries: z.int().describe("Those of `bad` that retrying added."),
    rate: z.number().nullable().describe("bad / attempts; null without attempts."),
    bounds: z
      .object({ low: z.number(), high: z.number() })
      .nullable()
      .describe("Wilson bounds of the rate, one-sided 95 % each."),
    limit: z.object({
      rate: z.number().nullable(),
      count: z.int().nullable(),
      preset: z.enum(riskPresetIds).nullable().describe("The vendor whose rule it is; null for a limit of your own."),
    }),
    applies: z.boolean().describe("False while the rule does not apply: too few attempts by its own words."),
    used: z.number().nullable().describe("Share of the limit that is used; null without attempts."),
    remaining: z.int().describe("The most further bad attempts k with (bad + k) / (attempts + k) within the limit."),
    level: levelSchema,
  })
  .meta({ id: "BudgetWindow" });

export const riskViewSchema = z
  .object({
    asOf: instant,
    level: levelSchema.describe(
      "The gravest of the windows that warns; when none does, that of your longest one. `unknown`: too little to tell.",
    ),
    windows: z.array(windowViewSchema).describe("Your own limits first, then the vendors' rules that count."),
    forecast: z
      .object({ limitReachedAt: instant.nullable(), low: instant.nullable(), high: instant.nullable() })
      .describe("When a limit is reached at the present pace, with the ends of an 80 % range; null is never."),
  })
  .meta({
    id: "Risk",
    description:
      "How much of a limit is used, in attempts. Kisi publishes no threshold: the limits are your own safety limits.",
  });

/** Where the budget stands, as the API shows it. */
export function viewRisk({ asOfMs, level, own, presets, counted, forecast }: Risk): z.input<typeof riskViewSchema> {
  const counting = presets.filter(({ window: { preset } }) => preset !== null && counted.includes(preset));
  return {
    asOf: isoTime(asOfMs),
    level,
    windows: [...own, ...counting].map(({ window }) => viewWindow(window)),
    forecast: viewForecast(forecast),
  };
}

function viewWindow({ limit, preset, ...window }: BudgetWindow): z.input<typeof windowViewSchema> {
  return { seconds: limit.seconds, ...window, limit: { rate: limit.rate, count: limit.count, preset } };
}

function viewForecast({ limitReachedAtMs, lowMs, highMs }: Forecast) {
  const orNever = (ms: number | null) => (ms === null ? null : isoTime(ms));
  return { limitReachedAt: orNever(limitReachedAtMs), low: orNever(lowMs), high: orNever(highMs) };
}

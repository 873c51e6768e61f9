import { isBad, type Outcome } from "#lib/model/outcome";

/** From calm to grave; `unknown` means that there is too little to tell. */
export const riskLevels = ["unknown", "ok", "warning", "critical", "exceeded"] as const;
export type RiskLevel = (typeof riskLevels)[number];

/** The published rules of other vendors that a limit can be modelled on. */
export const riskPresetIds = ["discord", "klaviyo", "hubspot"] as const;
export type RiskPresetId = (typeof riskPresetIds)[number];

/** Which attempts weigh: all bad ones, bad ones but 429, or bad ones with certain statuses. */
export type Weighed = "bad" | "bad_but_429" | readonly number[];

/** Whether an attempt weighs. One that was not answered in full has no status that could. */
export function weighs(weighed: Weighed, { outcome, status }: { outcome: Outcome; status: number | null }): boolean {
  if (!isBad(outcome)) return false;
  if (weighed === "bad") return true;
  if (weighed === "bad_but_429") return outcome !== "rate_limited";
  return status !== null && weighed.includes(status);
}

/** The most that may be bad within any span of `seconds`: a share of the attempts, a count, or both. */
export type RiskLimit = {
  readonly seconds: number;
  /** 0 to 1, of the attempts in the span; null for none. */
  readonly rate: number | null;
  /** Attempts; null for none. */
  readonly count: number | null;
};

/** Attempts that share a span of time. What was blocked is in none of the figures. */
export type BudgetBucket = {
  /** Start, epoch ms. */
  readonly t: number;
  readonly attempts: number;
  /** Those that weigh. */
  readonly bad: number;
  /** Those of `bad` that were not the first attempt of their call: retrying added them. */
  readonly badRetries: number;
};

/** The budget of one limit over its trailing window. */
export type BudgetWindow = Omit<BudgetBucket, "t"> & {
  readonly limit: RiskLimit;
  /** The rule of another vendor that the limit is modelled on; null for one of the user's own. */
  readonly preset: RiskPresetId | null;
  /** False while its rule does not apply: too few attempts by its own words. */
  readonly applies: boolean;
  /** bad / attempts; null without attempts. */
  readonly rate: number | null;
  /** What the rate may be in the long run, one-sided 95 % each; null without attempts. */
  readonly bounds: { readonly low: number; readonly high: number } | null;
  /** Share of the limit that is used, 1 at the limit; null without attempts. */
  readonly used: number | null;
  /** The most further bad attempts, with none good among them, that stay within the limit. */
  readonly remaining: number;
  readonly level: RiskLevel;
};

/** When the limit is reached at the present pace; null is never. */
export type Forecast = {
  readonly limitReachedAtMs: number | null;
  /** The earliest and the latest of an 80 % range; a null `highMs` means that it may never be. */
  readonly lowMs: number | null;
  readonly highMs: number | null;
};

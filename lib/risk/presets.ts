import type { RiskLimit, RiskPresetId, Weighed } from "#lib/model/risk";

/** A rule that another vendor publishes, as a limit on bad attempts. Kisi publishes none. */
export type RiskPreset = {
  readonly id: RiskPresetId;
  readonly vendor: string;
  /** The rule in the vendor's sense, for people. */
  readonly rule: string;
  /** What the vendor does when it is passed. */
  readonly consequence: string;
  /** What counts there, and what is different here. */
  readonly counts: string;
  readonly limit: RiskLimit;
  /** The rule applies only above so many attempts in its window; null if it always does. */
  readonly appliesAbove: number | null;
  readonly weighed: Weighed;
  readonly sourceUrl: string;
};

export const riskPresets: readonly RiskPreset[] = [
  {
    id: "discord",
    vendor: "Discord",
    rule: "10,000 invalid requests in 10 minutes from one address",
    consequence: "The address is banned for a time.",
    counts: "401, 403 and 429.",
    limit: { seconds: 600, rate: null, count: 10_000 },
    appliesAbove: null,
    weighed: [401, 403, 429],
    sourceUrl: "https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans",
  },
  {
    id: "klaviyo",
    vendor: "Klaviyo",
    rule: "More than 5 % errors in 24 hours, from more than 1,000 calls on",
    consequence: "The developer gets an alert.",
    counts: "400, 403 and 429. Klaviyo looks at each endpoint; here all are taken together.",
    limit: { seconds: 86_400, rate: 0.05, count: null },
    appliesAbove: 1_000,
    weighed: [400, 403, 429],
    sourceUrl: "https://developers.klaviyo.com/en/docs/review_api_error_alerts",
  },
  {
    id: "hubspot",
    vendor: "HubSpot",
    rule: "At most 5 % error responses in a day's requests",
    consequence: "The app is not certified for the marketplace.",
    counts: "every bad attempt. HubSpot counts 5xx, too; they are left out here, for Kisi speaks of bad requests.",
    limit: { seconds: 86_400, rate: 0.05, count: null },
    appliesAbove: null,
    weighed: "bad",
    sourceUrl: "https://developers.hubspot.com/docs/api/usage-details",
  },
];

import type { RuleFilter, RuleGrouping, RuleKind, RuleSettings } from "#lib/model/alert-rule";

/** What a rule's value is measured in: a share of 0 to 1, a multiple, milliseconds, or a plain count. */
export type RuleUnit = "share" | "times" | "ms" | "count";

export type RuleFacts = {
  readonly label: string;
  /** What it watches, in a sentence. */
  readonly about: string;
  /** What the threshold means. */
  readonly threshold: string;
  readonly unit: RuleUnit;
  /** What `minCount` keeps it from, in a sentence; null for a kind that counts nothing beside its value. */
  readonly minCount: string | null;
  /** False for a kind that has spans of its own. */
  readonly hasWindow: boolean;
  /** What it can judge apart; the first is the default. */
  readonly groupings: readonly RuleGrouping[];
  /** By what it can tell traffic apart; a filter by anything else would be a promise that is not kept. */
  readonly filters: readonly (keyof RuleFilter)[];
  /** Whether what it looks at is on record, so that its past can be told again. */
  readonly canBacktest: boolean;
  readonly defaults: Pick<
    RuleSettings,
    "windowSeconds" | "threshold" | "recoveryThreshold" | "minCount" | "forSeconds" | "keepFiringSeconds" | "severity"
  >;
};

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

const fewerFailures = "Fewer failures never begin an alert.";
const ofAttempts = ["route", "method", "integration", "credential", "source"] as const;
/** The hours of a problem are kept by who met it, not by who told of it. */
const ofProblems = ["route", "method", "integration", "credential"] as const;

const lasting = { forSeconds: 0, keepFiringSeconds: 10 * minute };

/** Every kind of rule, with the values that it has until somebody knows better. */
export const ruleFacts: Readonly<Record<RuleKind, RuleFacts>> = {
  suspension_risk: {
    label: "Suspension risk",
    about: "Bad attempts use up the limit so fast, or so far, that a suspension comes near.",
    threshold: "Share of a day's limit that a slow drizzle may use; the faster windows go by shares of it",
    unit: "share",
    minCount: "Fewer bad attempts never begin an alert.",
    hasWindow: false,
    groupings: ["none"],
    filters: ofAttempts,
    canBacktest: true,
    defaults: {
      ...{ windowSeconds: day, threshold: 0.75, recoveryThreshold: 0.6, minCount: 5, severity: "notice" },
      ...lasting,
      keepFiringSeconds: 5 * minute,
    },
  },
  spike: {
    label: "Failure spike",
    about: "A route fails far more often than it did in the six hours before.",
    threshold: "How many times its usual rate of failures",
    unit: "times",
    minCount: fewerFailures,
    hasWindow: true,
    groupings: ["route", "none", "integration", "credential"],
    filters: ofAttempts,
    canBacktest: true,
    defaults: {
      ...{ windowSeconds: 5 * minute, threshold: 3, recoveryThreshold: 2, minCount: 10, severity: "warning" },
      ...lasting,
    },
  },
  failure_rate: {
    label: "Failure rate",
    about: "Too large a share of the attempts fails.",
    threshold: "Share of the attempts that fails",
    unit: "share",
    minCount: fewerFailures,
    hasWindow: true,
    groupings: ["none", "route", "integration", "credential"],
    filters: ofAttempts,
    canBacktest: true,
    defaults: {
      ...{ windowSeconds: 5 * minute, threshold: 0.2, recoveryThreshold: 0.1, minCount: 10, severity: "warning" },
      ...lasting,
    },
  },
  latency: {
    label: "Latency",
    about: "The slowest twentieth of the attempts takes too long.",
    threshold: "95th percentile of the latency, in ms",
    unit: "ms",
    minCount: "Among fewer attempts nothing can be told.",
    hasWindow: true,
    groupings: ["none", "route", "integration", "credential"],
    filters: ofAttempts,
    canBacktest: true,
    defaults: {
      ...{ windowSeconds: 10 * minute, threshold: 5_000, recoveryThreshold: 4_000, minCount: 30, severity: "notice" },
      ...lasting,
      forSeconds: 5 * minute,
    },
  },
  rate_limited: {
    label: "Rate limited",
    about: "Kisi answers 429 to too large a share of the attempts.",
    threshold: "Share of the attempts that gets 429",
    unit: "share",
    minCount: "Fewer answers 429 never begin an alert.",
    hasWindow: true,
    groupings: ["none", "integration", "credential", "route"],
    filters: ofAttempts,
    canBacktest: true,
    defaults: {
      ...{ windowSeconds: 5 * minute, threshold: 0.05, recoveryThreshold: 0.02, minCount: 10, severity: "warning" },
      ...lasting,
    },
  },
  problem_new: {
    label: "New problem",
    about: "Calls fail in a way that was not seen before.",
    threshold: "Failures of the new problem",
    unit: "count",
    minCount: null,
    hasWindow: true,
    groupings: ["none"],
    filters: ofProblems,
    canBacktest: true,
    defaults: {
      ...{ windowSeconds: hour, threshold: 5, recoveryThreshold: 5, minCount: 0, severity: "notice" },
      ...{ forSeconds: 2 * minute, keepFiringSeconds: 0 },
    },
  },
  problem_regressed: {
    label: "Problem is back",
    about: "A problem that was resolved happens again.",
    threshold: "Failures of the problem",
    unit: "count",
    minCount: null,
    hasWindow: true,
    groupings: ["none"],
    filters: ofProblems,
    canBacktest: true,
    defaults: {
      ...{ windowSeconds: hour, threshold: 1, recoveryThreshold: 1, minCount: 0, severity: "warning" },
      ...{ forSeconds: 0, keepFiringSeconds: day },
    },
  },
  credential_rejected: {
    label: "Key refused",
    about: "Kisi answers 401 to a key that it took before.",
    threshold: "Answers 401 in a row",
    unit: "count",
    minCount: null,
    hasWindow: true,
    groupings: ["credential"],
    filters: ofAttempts,
    canBacktest: true,
    defaults: {
      ...{ windowSeconds: hour, threshold: 3, recoveryThreshold: 1, minCount: 0, severity: "critical" },
      ...{ forSeconds: 0, keepFiringSeconds: 0 },
    },
  },
  suspected_suspension: {
    label: "Suspected suspension",
    about: "Keys that worked are suddenly refused with 401 or 403, wherever they are used.",
    threshold: "Keys that are refused so",
    unit: "count",
    minCount: null,
    hasWindow: false,
    groupings: ["none"],
    filters: ["credential"],
    canBacktest: true,
    defaults: {
      ...{ windowSeconds: hour, threshold: 1, recoveryThreshold: 1, minCount: 0, severity: "critical" },
      ...{ forSeconds: 0, keepFiringSeconds: minute },
    },
  },
  deprecated_operation: {
    label: "Deprecated operation",
    about: "An operation is called that Kisi is going to remove.",
    threshold: "Calls of it",
    unit: "count",
    minCount: null,
    hasWindow: true,
    groupings: ["route"],
    filters: ofAttempts,
    canBacktest: true,
    defaults: {
      ...{ windowSeconds: hour, threshold: 1, recoveryThreshold: 1, minCount: 0, severity: "notice" },
      ...{ forSeconds: 0, keepFiringSeconds: 7 * day },
    },
  },
  no_traffic: {
    label: "No traffic",
    about: "An integration is silent at a time at which it always spoke.",
    threshold:
      "Share of the days like this one that had traffic at this time: its weekday in four weeks, else the last seven days",
    unit: "share",
    minCount: "A day with fewer attempts at this time does not count.",
    hasWindow: true,
    groupings: ["integration", "none", "credential"],
    filters: ofAttempts,
    canBacktest: true,
    defaults: {
      ...{ windowSeconds: hour, threshold: 0.8, recoveryThreshold: 0.8, minCount: 10, severity: "warning" },
      ...{ forSeconds: 0, keepFiringSeconds: 0 },
    },
  },
  self: {
    label: "Ajar itself",
    about: "Ajar could not store attempts, could not look in time, or gave up a message.",
    threshold: "Faults",
    unit: "count",
    minCount: "Fewer lost attempts never begin an alert.",
    hasWindow: true,
    groupings: ["none"],
    filters: [],
    canBacktest: false,
    defaults: {
      ...{ windowSeconds: 5 * minute, threshold: 1, recoveryThreshold: 1, minCount: 5, severity: "critical" },
      ...lasting,
    },
  },
};

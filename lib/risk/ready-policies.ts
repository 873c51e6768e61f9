import { createAjarPolicy, noRetries, type PolicyRules, policyOf, type RetryPolicy } from "#lib/risk/retry-policy";

export const readyPolicyIds = ["ajar", "none", "undici", "p-retry", "everything"] as const;
export type ReadyPolicyId = (typeof readyPolicyIds)[number];

export type ReadyPolicy = {
  readonly id: ReadyPolicyId;
  readonly name: string;
  /** What it does, in one sentence. */
  readonly words: string;
  /** Made anew for each replay: it may keep count of what it has allowed. */
  readonly create: () => RetryPolicy;
};

const everyFailure = ["4xx", "429", "5xx", "network"];

/** Defaults of undici's RetryHandler (lib/handler/retry-handler.js of undici 8). */
const undiciRules: PolicyRules = {
  retried: ["429", "500", "502", "503", "504", "refused", "dns", "reset"],
  methods: "repeatable",
  retriesMax: 5,
  baseMs: 500,
  factor: 2,
  capMs: 30_000,
  jitter: "none",
  retryAfter: "capped",
};

/** Defaults of p-retry around a fetch that throws unless the answer is ok, as its README shows it. */
const pRetryRules: PolicyRules = {
  retried: everyFailure,
  methods: "all",
  retriesMax: 10,
  baseMs: 1_000,
  factor: 2,
  capMs: Number.POSITIVE_INFINITY,
  jitter: "none",
  retryAfter: "ignored",
};

const everythingRules: PolicyRules = { ...pRetryRules, retriesMax: 5, baseMs: 0 };

/** Policies that people run, ready to be tried on recorded traffic. */
export const readyPolicies: readonly ReadyPolicy[] = [
  {
    id: "ajar",
    name: "Ajar's own",
    words:
      "429 after Retry-After; 5xx and lost connections with growing, jittered waits, POST and PATCH only if they were not processed; 4 retries in 30 s, a tenth of all traffic in the long run; a door action never.",
    create: createAjarPolicy,
  },
  { id: "none", name: "No retries", words: "Each call is one attempt, whatever comes back.", create: () => noRetries },
  {
    id: "undici",
    name: "undici RetryHandler",
    words:
      "429, 500, 502, 503, 504 and lost connections, 5 times, 0.5 s doubling to 30 s; Retry-After cut at 30 s; never POST or PATCH.",
    create: () => policyOf(undiciRules),
  },
  {
    id: "p-retry",
    name: "p-retry defaults",
    words: "Every failure of every method, 4xx too, 10 times, 1 s doubling without end; Retry-After is not looked at.",
    create: () => policyOf(pRetryRules),
  },
  {
    id: "everything",
    name: "Everything, 5 times at once",
    words: "Every failure of every method, 5 times, without any wait.",
    create: () => policyOf(everythingRules),
  },
];

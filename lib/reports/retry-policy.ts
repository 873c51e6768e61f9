/** How Ajar repeats calls, in words for Kisi. The table is in docs/architecture.md; lib/outbound/retry.ts decides. */
export const retryPolicy: readonly string[] = [
  "A 4xx other than 429 is never repeated automatically.",
  "A 429 is repeated after its Retry-After in full, else after at least 1 s and full-jitter exponential backoff.",
  "A 5xx and a lost connection are repeated for GET, HEAD, OPTIONS, PUT and DELETE, with full-jitter exponential backoff (base 500 ms, at most 30 s), at most 4 times within 30 s. POST and PATCH only if the caller says that a repeat is safe.",
  "Actions on doors and devices are never repeated, whatever came back.",
  "A wait that does not fit into the deadline is not shortened: the call ends.",
  "Repetitions are held to a tenth of the traffic in the long run, and a breaker for each key stops them after five server errors in a row.",
  "Calls are paced to Kisi's published limits: 5 in a second for each user, POST /event_sets 1 in a second.",
];

import type { LintKind } from "#lib/hygiene/retry-lint";

type LintWords = { readonly title: string; readonly advice: string };

/** What each finding is called, and what to do about it. */
export const lintWords: Readonly<Record<LintKind, LintWords>> = {
  door_repeated: {
    title: "Door actions repeated",
    advice:
      "A door that opens late, or twice, is a fault of its own. Hand the answer to whoever asked, and let them ask again.",
  },
  client_error_retried: {
    title: "4xx retried",
    advice: "Kisi says never to repeat a 4xx but 429. Take it out of the codes that are retried.",
  },
  error_loop: {
    title: "Goes on after a 4xx",
    advice:
      "Five calls or more of one route and user were refused alike, seconds apart. Stop at the first, and look at its answer.",
  },
  retry_after_cut_short: {
    title: "Retried before Retry-After",
    advice: "Wait for all of it, or give up. Many clients cut it at 30 s or do not look at it.",
  },
  sent_while_told_to_wait: {
    title: "Sent while told to wait",
    advice: "Retry-After is said to the user, not to one call. Hold back whatever else its keys would send.",
  },
  write_repeated: {
    title: "POST or PATCH repeated",
    advice:
      "It may have been carried out already, and Kisi has no idempotency key. Repeat only what does no harm twice.",
  },
  flat_waits: {
    title: "Waits that do not grow",
    advice:
      "Double the longest wait each time, and draw it at random up to there, so that clients do not come back together.",
  },
};

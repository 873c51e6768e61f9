/** What programs can do wrong, gravest first. */
export const ruleIds = [
  "door_repeated",
  "client_error_retried",
  "client_error_sent_again",
  "error_loop",
  "retry_after_cut_short",
  "sent_while_told_to_wait",
  "write_repeated",
  "flat_waits",
  "waves",
  "too_fast",
  "concurrent_calls",
  "sign_in_each_call",
  "deprecated_operation",
  "partner_headers_missing",
] as const;
export type RuleId = (typeof ruleIds)[number];

export type RuleWords = {
  readonly title: string;
  /** When exactly there is a finding. */
  readonly when: string;
  /** What to do about it. */
  readonly fix: string;
};

/** What each rule is called, when it finds something, and what to do then: for pages and for the API. */
export const ruleWords: Readonly<Record<RuleId, RuleWords>> = {
  door_repeated: {
    title: "Door actions repeated",
    when: "An unlock, lock-down or reboot has a second attempt.",
    fix: "A door that opens late, or twice, is a fault of its own. Hand the answer to whoever asked, and let them ask again.",
  },
  client_error_retried: {
    title: "4xx retried",
    when: "An attempt of the same call follows a 4xx other than 429.",
    fix: "Kisi says never to repeat a 4xx but 429. Take it out of the codes that are retried.",
  },
  client_error_sent_again: {
    title: "4xx sent again as a new call",
    when: "The same request of one user is called again within 10 s after a 4xx other than 429. Of requests with a body only door actions are compared: what bodies say is not kept.",
    fix: "Hand the 4xx to whoever asked for it. The answer stays the same until the request, the key or its rights change.",
  },
  error_loop: {
    title: "Goes on after a 4xx",
    when: "Five calls or more of one route and user are refused with one status, each within 10 s of the one before, and none succeeds in between.",
    fix: "Stop at the first, and look at its answer. Go on when what it names is mended.",
  },
  retry_after_cut_short: {
    title: "Retried before its time",
    when: "A call was repeated before its Retry-After was over, or within a second after a 429 without one.",
    fix: "Wait for all of Retry-After, and a second at least after a 429, or give up. Many clients cut it at 30 s or do not look at it.",
  },
  sent_while_told_to_wait: {
    title: "Sent while told to wait",
    when: "Another call of the user was sent before a 429's Retry-After was over, or within a second after a 429 without one.",
    fix: "Retry-After is said to the user, not to one call. Hold back whatever else its keys would send.",
  },
  write_repeated: {
    title: "POST or PATCH repeated",
    when: "A POST or PATCH has an attempt after a 5xx or a lost connection, when it may have been carried out.",
    fix: "Kisi has no idempotency key: look first whether it was carried out. Repeat only what does no harm twice.",
  },
  flat_waits: {
    title: "Waits that do not grow",
    when: "Over ten calls or more that were repeated twice and not told when, the second waits together are no longer than the first.",
    fix: "Double the longest wait with each attempt, up to a cap such as 30 s.",
  },
  waves: {
    title: "Retries in waves",
    when: "Five calls or more failed within a quarter of a second and came back after waits that differ by no more than 50 ms or a tenth, in more than half of such cases and ten calls or more. Waits that Retry-After asked for are left out.",
    fix: "Add full jitter: wait a random time between nothing and the longest wait, so that clients do not come back together.",
  },
  too_fast: {
    title: "Faster than Kisi's limits",
    when: "More than 5 attempts of one Kisi user began within a second, more than 1 POST /event_sets within a second, or more than 1 POST /signed_upload_urls within 10 s.",
    fix: "Send one after another, and leave a second between calls in bulk work. All keys and programs of one user share the limit: give a program that needs its own a user of its own.",
  },
  concurrent_calls: {
    title: "Calls at the same time",
    when: "A call of one Kisi user began while another of its calls was under way, by more than 50 ms. Door actions neither wait nor are waited for.",
    fix: "Kisi asks for calls one after another. Put the calls of one user into one queue, whatever program they come from.",
  },
  sign_in_each_call: {
    title: "A sign-in for each call",
    when: "Five sign-ins or more of one user, or of one integration where the users are not known, follow each other within an hour each, and no login is used for more than two calls.",
    fix: "Keep the secret of the login and use it again until Kisi answers 401. A user has room for 40 device logins; more push out the oldest.",
  },
  deprecated_operation: {
    title: "Deprecated operations",
    when: "Kisi answered with Deprecation or Sunset, or lists the operation as deprecated.",
    fix: "Move to the operation in its place before the date in the calendar below.",
  },
  partner_headers_missing: {
    title: "Partner headers missing",
    when: "An attempt that Ajar sent lacked X-Kisi-Integration-Identifier or X-Kisi-Integration-Contact. Of attempts that others tell it is not known.",
    fix: "Kisi requires both of integration partners. Set them on the integration's page, or for all with KISI_INTEGRATION_IDENTIFIER and KISI_INTEGRATION_CONTACT.",
  },
};

/** How an attempt ended; `blocked` is the one that was never sent. Order is the order of every stack and legend. */
export const outcomes = [
  "success",
  "redirect",
  "client_error",
  "rate_limited",
  "server_error",
  "network_error",
  "aborted",
  "blocked",
] as const;
export type Outcome = (typeof outcomes)[number];

export const statusClasses = ["2xx", "3xx", "4xx", "5xx", "none"] as const;
export type StatusClass = (typeof statusClasses)[number];

/** What an HTTP status means for the caller. 429 stands apart from the other 4xx because it alone may be retried. */
export function outcomeOfStatus(status: number): Outcome {
  if (status === 429) return "rate_limited";
  if (status >= 500) return "server_error";
  if (status >= 400) return "client_error";
  if (status >= 300) return "redirect";
  return "success";
}

/** The class follows the status alone: 429 is `4xx`, no answer is `none`. */
export function statusClassOf(status: number | null): StatusClass {
  if (status === null) return "none";
  if (status >= 500) return "5xx";
  if (status >= 400) return "4xx";
  if (status >= 300) return "3xx";
  return "2xx";
}

/** Attempts that may count towards suspension: Kisi speaks of "bad requests". */
export function isBad(outcome: Outcome): boolean {
  return outcome === "client_error" || outcome === "rate_limited";
}

/** Attempts that went wrong for whatever reason. `aborted` is the caller's choice, `blocked` was never sent. */
export function isFailure(outcome: Outcome): boolean {
  return isBad(outcome) || outcome === "server_error" || outcome === "network_error";
}

import type { Problem } from "#lib/model/problem";

const networkTitles = {
  refused: "connection refused",
  dns: "name not found",
  tls: "no secure connection",
  connect_timeout: "no connection in time",
  head_timeout: "no answer in time",
  body_timeout: "answer stopped",
  deadline: "deadline passed",
  reset: "connection lost",
  truncated: "answer cut off",
  other: "network error",
} as const satisfies Record<NonNullable<Problem["networkError"]>, string>;

const otherTitles: Partial<Record<Problem["outcome"], string>> = {
  client_error: "other 4xx",
  rate_limited: "other 429",
  server_error: "other 5xx",
  network_error: "other network errors",
};

/** What went wrong in a few words, to stand behind the route: `422 email, name`, `403 afc516`, `connection lost`. */
export function problemTitle(
  problem: Pick<Problem, "outcome" | "status" | "errorCode" | "fields" | "networkError" | "other">,
): string {
  const { outcome, status, errorCode, fields, networkError, other } = problem;
  if (other) return otherTitles[outcome] ?? "other failures";
  if (networkError !== null) return networkTitles[networkError];
  const rest = [errorCode, fields.join(", ")].filter((text) => text !== null && text !== "");
  return [status ?? "no answer", ...rest].join(" ");
}

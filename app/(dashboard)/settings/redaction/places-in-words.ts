import { formatCount } from "#lib/format";
import type { ForgottenPlaces } from "#lib/server/forget-person";

/** `3 texts of calls and 1 report`; `no place` if there is none. */
export function placesInWords({ calls, problems, alerts, reports }: ForgottenPlaces): string {
  const parts = [
    { count: calls, words: `${formatCount(calls, "text")} of calls` },
    { count: problems, words: `${formatCount(problems, "text")} of problems` },
    { count: alerts, words: `${formatCount(alerts, "text")} of alerts` },
    { count: reports, words: formatCount(reports, "report") },
  ].flatMap(({ count, words }) => (count > 0 ? [words] : []));
  const last = parts.pop();
  if (last === undefined) return "no place";
  return parts.length === 0 ? last : `${parts.join(", ")} and ${last}`;
}

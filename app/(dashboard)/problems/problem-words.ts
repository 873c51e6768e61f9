import { formatCount } from "#lib/format";
import { findErrorCode } from "#lib/kisi/error-codes";
import type { Mute, Problem } from "#lib/model/problem";
import { formatInstant } from "#lib/time/format-time";

type Signature = Pick<Problem, "errorCode" | "fields" | "other">;

const fieldsShown = 4;

/** What tells a problem apart beside its route and status: Kisi's code in words, or the fields of a 422. */
export function signatureWords({ errorCode, fields, other }: Signature): string | null {
  if (other) return "all others, more than can be told apart";
  if (errorCode !== null) {
    const entry = findErrorCode(errorCode);
    return entry ? `${errorCode} “${entry.message}”` : errorCode;
  }
  if (fields.length === 0) return null;
  const more = fields.length - fieldsShown;
  return `${fields.slice(0, fieldsShown).join(", ")}${more > 0 ? ` and ${more} more` : ""} not accepted`;
}

/** How a mute ends. */
export function muteWords(mute: Mute, problem: Pick<Problem, "attempts">, timeZone: string): string {
  switch (mute.kind) {
    case "forever":
      return "muted for ever";
    case "until":
      return `muted until ${formatInstant(mute.atMs, timeZone, { precision: "min" })}`;
    case "count":
      return `muted until ${formatCount(Math.max(mute.attempts - problem.attempts, 0), "more attempt")}`;
    case "escalates":
      return "muted until it escalates";
  }
}

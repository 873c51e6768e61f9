import type { Attempt, AttemptFailure } from "#lib/model/attempt";
import { isFailure } from "#lib/model/outcome";

/** Everything that tells failures of one route apart. */
export type FailureFacts = Pick<Attempt, "outcome" | "status" | "errorCode" | "networkError"> & {
  /** Paths of the fields that the answer names as wrong, as `parseErrorBody` reads them. */
  readonly wrongFields: readonly string[];
};

/** Changes with the rules below, so that problems grouped by other rules keep their own history. */
const version = 1;

const fieldsMax = 20;
const unprocessable = 422;
const fieldPart = /^[A-Za-z_][\w-]{0,59}$/;
const place = /^\d+$/;

/**
 * What makes failures of one route the same problem: the kind of network error, or the status with Kisi's error code,
 * and for a 422 the fields that it names. Messages, ids, credentials and integrations have no part in it. Null for what
 * did not fail: successes, redirects, calls that were blocked or that the caller left.
 */
export function fingerprintOf(facts: FailureFacts): AttemptFailure | null {
  const { outcome, status, errorCode, networkError } = facts;
  if (!isFailure(outcome)) return null;
  if (outcome === "network_error") return { fingerprint: textOf("network", networkError ?? "other"), fields: [] };
  const fields = status === unprocessable ? readFields(facts.wrongFields) : [];
  return { fingerprint: textOf(status, errorCode, ...fields), fields };
}

/** JSON, so that no text in one place can pass for another in two. */
function textOf(...parts: readonly (string | number | null)[]): string {
  return JSON.stringify([version, ...parts]);
}

/** Places in lists are all one; what does not read like the name of a field is `(other)`. */
function readFields(paths: readonly string[]): readonly string[] {
  const names = paths.map((path) => path.split(".").map(readPart).join("."));
  return [...new Set(names)].sort().slice(0, fieldsMax);
}

function readPart(part: string): string {
  if (place.test(part)) return "*";
  return fieldPart.test(part) ? part : "(other)";
}

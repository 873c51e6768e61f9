import type { AttemptOfCall } from "#lib/model/call";
import { isFailure } from "#lib/model/outcome";

type Ending = Pick<AttemptOfCall, "outcome" | "status" | "networkError">;

/** Whether the kept exchange, that of the last attempt that failed, has an answer whose body did not come whole. */
export function bodyBrokeOff(attempts: readonly Ending[]): boolean {
  const failed = attempts.findLast(({ outcome }) => isFailure(outcome));
  return failed !== undefined && failed.status !== null && failed.networkError !== null;
}

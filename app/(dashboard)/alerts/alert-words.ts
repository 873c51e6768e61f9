import { formatDuration } from "#lib/format";
import type { Alert } from "#lib/model/alert";

/** Why nobody was told of an alert; null if it was told. */
export function quietWords({ inhibitedBy, silencedBy }: Alert): string | null {
  if (silencedBy !== null) return "silenced, so nothing was sent";
  return inhibitedBy === null ? null : "another alert speaks for it, so nothing was sent";
}

/** How long an alert was, or has been, firing. */
export function lastedWords({ startedAtMs, endedAtMs }: Alert, nowMs: number): string {
  return formatDuration((endedAtMs ?? nowMs) - startedAtMs);
}

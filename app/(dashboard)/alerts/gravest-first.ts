import type { Alert } from "#lib/model/alert";
import { severities } from "#lib/model/alert-rule";

/** What has to be looked at first stands first; of one severity, in the order in which they came. */
export function gravestFirst<T extends Pick<Alert, "severity">>(alerts: readonly T[]): T[] {
  return alerts.toSorted((a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity));
}

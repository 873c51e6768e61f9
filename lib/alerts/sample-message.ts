import { messageOf } from "#lib/alerts/message";
import type { Alert } from "#lib/model/alert";
import type { AlertMessageType } from "#lib/model/delivery";
import { sampleAlert } from "#lib/store/sample-alert";

/** A message as it is stored, for tests. */
export function samplePayload(
  type: AlertMessageType = "alert.firing",
  changes: Partial<Alert> = {},
  runbook = "",
): string {
  const options = { type, nowMs: Date.UTC(2026, 0, 14, 13, 35), publicUrl: "http://127.0.0.1:3000", runbook };
  return JSON.stringify(messageOf(sampleAlert(changes), options));
}

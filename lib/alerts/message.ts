import type { Alert } from "#lib/model/alert";
import type { AlertMessage } from "#lib/model/alert-message";
import type { AlertMessageType } from "#lib/model/delivery";

const namedSubjects = 5;

type MessageOptions = {
  readonly type: AlertMessageType;
  readonly nowMs: number;
  readonly publicUrl: string;
  readonly runbook: string;
};

/** What is told of an alert, the same to every channel. */
export function messageOf(alert: Alert, { type, nowMs, publicUrl, runbook }: MessageOptions): AlertMessage {
  return {
    type,
    timestamp: iso(nowMs),
    data: {
      alertId: alert.id,
      rule: alert.ruleName,
      kind: alert.kind,
      severity: alert.severity,
      value: alert.value,
      threshold: alert.threshold,
      windowSeconds: alert.windowSeconds,
      attempts: alert.attempts,
      bad: alert.bad,
      startedAt: iso(alert.startedAtMs),
      endedAt: alert.endedAtMs === null ? null : iso(alert.endedAtMs),
      summary: alert.summary,
      url: `${publicUrl}/alerts/${alert.id}`,
      subjects: alert.subjects
        .filter(({ key }) => key !== "")
        .slice(0, namedSubjects)
        .map(({ label, value, attempts, bad }) => ({ label, value, attempts, bad })),
      subjectCount: alert.subjectCount,
      runbook: runbook === "" ? null : runbook,
    },
  };
}

/** What a test sends: it can be mistaken for no alert. */
export function testMessage(nowMs: number, publicUrl: string): AlertMessage {
  return {
    type: "alert.test",
    timestamp: iso(nowMs),
    data: {
      alertId: "test",
      rule: "Test",
      kind: "self",
      severity: "notice",
      value: 0,
      threshold: 0,
      windowSeconds: 0,
      attempts: 0,
      bad: 0,
      startedAt: iso(nowMs),
      endedAt: null,
      summary: "This is a test: nothing is wrong. Alerts of Ajar will arrive here.",
      url: `${publicUrl}/alerts`,
      subjects: [],
      subjectCount: 0,
      runbook: null,
    },
  };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

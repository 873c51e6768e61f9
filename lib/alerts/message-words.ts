import { formatNumber } from "#lib/format";
import type { AlertMessage } from "#lib/model/alert-message";
import type { AlertMessageType } from "#lib/model/delivery";
import { formatInstant } from "#lib/time/format-time";

/** A message for people, in parts that each channel sets in its own way. */
export type MessageWords = {
  /** `Critical: Suspension risk`, `Over: Suspension risk` */
  readonly title: string;
  readonly summary: string;
  readonly subjects: readonly string[];
  /** `Since 14 Jan 2026, 13:35:00 UTC` */
  readonly times: string;
  readonly runbook: string | null;
  readonly url: string;
};

/** Puts a message into words; times are in UTC, for nobody knows who reads it where. */
export function wordMessage({ type, data }: AlertMessage): MessageWords {
  const { subjects, subjectCount } = data;
  const more = subjectCount - subjects.length;
  return {
    title: `${opening(type, data.severity)}: ${data.rule}`,
    summary: data.summary,
    subjects: [
      ...subjects.map(({ label, attempts, bad }) => `${label}${attempts > 0 ? ` (${figures(attempts, bad)})` : ""}`),
      ...(subjects.length > 0 && more > 0 ? [`and ${formatNumber(more)} more`] : []),
    ],
    times: timesOf(data),
    runbook: data.runbook,
    url: data.url,
  };
}

function opening(type: AlertMessageType, severity: AlertMessage["data"]["severity"]): string {
  if (type === "alert.test") return "Test";
  if (type === "alert.resolved") return "Over";
  const grade = severity[0]?.toUpperCase() + severity.slice(1);
  if (type === "alert.escalated") return `Now ${severity}`;
  return type === "alert.reminder" ? `Still ${severity}` : grade;
}

function figures(attempts: number, bad: number): string {
  return `${formatNumber(bad)} bad of ${formatNumber(attempts)}`;
}

function timesOf({ startedAt, endedAt }: AlertMessage["data"]): string {
  const since = formatInstant(Date.parse(startedAt), "UTC");
  return endedAt === null ? `Since ${since} UTC` : `From ${since} to ${formatInstant(Date.parse(endedAt), "UTC")} UTC`;
}

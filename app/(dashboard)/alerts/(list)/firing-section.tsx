import Link from "next/link";
import { Badge } from "#components/ui/badge";
import { Section } from "#components/ui/section";
import { Time } from "#components/ui/time";
import { formatCount, formatDuration } from "#lib/format";
import type { Alert } from "#lib/model/alert";
import { AcknowledgeButton } from "../acknowledge-button";
import { quietWords } from "../alert-words";
import { SeverityMark } from "../severity-mark";

type FiringSectionProps = {
  alerts: readonly Alert[];
  /** How many rules are looked at. */
  rules: number;
  timeZone: string;
  nowMs: number;
};

export function FiringSection({ alerts, rules, timeZone, nowMs }: FiringSectionProps) {
  return (
    <Section title="Firing now" flush>
      {alerts.length === 0 ? (
        <p className="px-4 pb-4 text-ink-2">
          Nothing fires. {formatCount(rules, "rule")} {rules === 1 ? "is" : "are"} looked at every five seconds.
        </p>
      ) : (
        <ul className="divide-y divide-line border-t">
          {alerts.map((alert) => (
            <FiringAlert key={alert.id} alert={alert} timeZone={timeZone} nowMs={nowMs} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function FiringAlert({ alert, timeZone, nowMs }: { alert: Alert; timeZone: string; nowMs: number }) {
  const quiet = quietWords(alert);
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
      <SeverityMark severity={alert.severity} className="w-24 font-medium" />
      <div className="mr-auto min-w-0 flex-1 basis-72">
        <p>
          <Link href={`/alerts/${alert.id}`} className="font-medium hover:underline">
            {alert.ruleName}
          </Link>
          {alert.frozenSinceMs === null ? null : <Badge className="ml-2">no data</Badge>}
        </p>
        <p className="wrap-anywhere text-ink-2">{alert.summary}</p>
        <p className="text-ink-3 text-xs">
          since <Time ms={alert.startedAtMs} timeZone={timeZone} nowMs={nowMs} precision="min" />, for{" "}
          {formatDuration(nowMs - alert.startedAtMs)}
          {alert.acknowledgedBy === null ? null : ` · looked after by ${alert.acknowledgedBy}`}
          {quiet === null ? null : ` · ${quiet}`}
        </p>
      </div>
      {alert.acknowledgedAtMs === null ? <AcknowledgeButton alertId={alert.id} ruleName={alert.ruleName} /> : null}
    </li>
  );
}

import { EmptyState } from "#components/ui/empty-state";
import { RowLink } from "#components/ui/row-link";
import { Section } from "#components/ui/section";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { Time } from "#components/ui/time";
import { formatCount, formatMeasure } from "#lib/format";
import type { Alert } from "#lib/model/alert";
import { ruleFacts } from "#lib/model/rule-facts";
import { lastedWords, quietWords } from "../alert-words";
import { SeverityMark } from "../severity-mark";

type HistorySectionProps = { alerts: readonly Alert[]; words: string; isCut: boolean; timeZone: string; nowMs: number };

/** Every alert that was firing in the range. */
export function HistorySection({ alerts, words, isCut, timeZone, nowMs }: HistorySectionProps) {
  return (
    <Section
      title="History"
      note={`${words}${isCut ? `: the newest ${alerts.length}` : `: ${formatCount(alerts.length, "alert")}`}`}
      flush
    >
      {alerts.length === 0 ? (
        <EmptyState title="No alert in this range">
          That is what the rules found, not what nobody looked for: they are looked at around the clock.
        </EmptyState>
      ) : (
        <Table label="Alerts" stacks>
          <TableHead>
            <tr>
              <TableHeader>Alert</TableHeader>
              <TableHeader>Severity</TableHeader>
              <TableHeader>Began</TableHeader>
              <TableHeader numeric>Lasted</TableHeader>
              <TableHeader numeric>Peak</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {alerts.map((alert) => (
              <HistoryRow key={alert.id} alert={alert} timeZone={timeZone} nowMs={nowMs} />
            ))}
          </TableBody>
        </Table>
      )}
    </Section>
  );
}

function HistoryRow({ alert, timeZone, nowMs }: { alert: Alert; timeZone: string; nowMs: number }) {
  const quiet = quietWords(alert);
  return (
    <TableRow>
      <TableCell className="min-w-56 max-w-[34rem] whitespace-normal py-1.5">
        <RowLink href={`/alerts/${alert.id}`}>{alert.ruleName}</RowLink>
        <span className="line-clamp-2 text-ink-3 text-xs" title={alert.summary}>
          {alert.summary}
          {quiet === null ? "" : ` (${quiet})`}
        </span>
      </TableCell>
      <TableCell label="Severity">
        <SeverityMark severity={alert.severity} />
      </TableCell>
      <TableCell label="Began" className="text-ink-2">
        <Time ms={alert.startedAtMs} timeZone={timeZone} nowMs={nowMs} precision="min" />
      </TableCell>
      <TableCell label="Lasted" numeric>
        {lastedWords(alert, nowMs)}
        {alert.endedAtMs === null ? <span className="block text-ink-3 text-xs">still firing</span> : null}
      </TableCell>
      <TableCell label="Peak" numeric>
        {formatMeasure(alert.peak, ruleFacts[alert.kind].unit)}
      </TableCell>
    </TableRow>
  );
}

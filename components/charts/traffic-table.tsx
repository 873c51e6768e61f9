"use client";

import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { sentOutcomes, type TrafficPoint } from "#components/charts/traffic-points.ts";
import { outcomeLooks } from "#components/ui/outcome-look.ts";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { Time } from "#components/ui/time";
import { formatDuration, formatNumber, formatRate } from "#lib/format";
import { formatZone } from "#lib/time/format-time";

type TrafficTableProps = { points: readonly TrafficPoint[]; timeZone: string; nowMs: number };

/** The same figures as the charts, as a table; made when it is opened, or when the page is printed. */
export function TrafficTable(props: TrafficTableProps) {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const open = () => flushSync(() => setOpen(true));
    window.addEventListener("beforeprint", open);
    return () => window.removeEventListener("beforeprint", open);
  }, []);
  return (
    <details className="border-t" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="flex h-8 items-center px-4 text-ink-2 text-xs hover:text-ink pointer-coarse:h-10">
        These figures as a table
      </summary>
      {isOpen ? <Rows {...props} /> : null}
    </details>
  );
}

/** Buckets without attempts are left out. */
function Rows({ points, timeZone, nowMs }: TrafficTableProps) {
  const filled = points.filter(({ attempts }) => attempts > 0);
  return (
    <div className="max-h-96 overflow-y-auto border-t print:max-h-none print:overflow-visible">
      <Table label="Attempts by outcome over time">
        <TableHead className="sticky top-0 bg-paper">
          <tr>
            <TableHeader>From ({formatZone(nowMs, timeZone)})</TableHeader>
            <TableHeader numeric>Attempts</TableHeader>
            {sentOutcomes.map((outcome) => (
              <TableHeader key={outcome} numeric>
                {outcomeLooks[outcome].code}
              </TableHeader>
            ))}
            <TableHeader numeric>Failure rate</TableHeader>
            <TableHeader numeric>p95</TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {filled.map((point) => (
            <TableRow key={point.t}>
              <TableCell>
                <Time ms={point.t} timeZone={timeZone} precision="min" nowMs={nowMs} />
                {point.partial ? <span className="text-ink-3"> ({point.partial})</span> : null}
              </TableCell>
              <TableCell numeric>{formatNumber(point.attempts)}</TableCell>
              {sentOutcomes.map((outcome) => (
                <TableCell key={outcome} numeric className={point.counts[outcome] === 0 ? "text-ink-3" : ""}>
                  {formatNumber(point.counts[outcome])}
                </TableCell>
              ))}
              <TableCell numeric>{formatRate(point.failures, point.attempts)}</TableCell>
              <TableCell numeric>{formatDuration(point.p95Ms)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

import Link from "next/link";
import { callsWithinHref } from "#components/charts/calls-href.ts";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { Time } from "#components/ui/time";
import { formatCount, formatDuration, formatNumber, formatRate } from "#lib/format";
import type { RangeSearch } from "#lib/time/range-search";
import type { Crossing } from "./judge-limit.ts";
import type { MadeUpLimit } from "./limit-search.ts";

type CrossingTableProps = {
  crossings: readonly Crossing[];
  limit: MadeUpLimit;
  tz: RangeSearch["tz"];
  timeZone: string;
  nowMs: number;
};

const rowsMax = 10;

/** The first times that the limit was passed, each with the calls that were in its window. */
export function CrossingTable({ crossings, limit, tz, timeZone, nowMs }: CrossingTableProps) {
  if (crossings.length === 0) return null;
  const rest = crossings.length - rowsMax;
  return (
    <div className="border-t">
      <Table label="When the limit was passed" stacks>
        <TableHead>
          <tr>
            <TableHeader>Passed</TableHeader>
            <TableHeader numeric>For</TableHeader>
            <TableHeader numeric>At most</TableHeader>
            <TableHeader numeric>Bad attempts</TableHeader>
            <TableHeader className="w-full">What was in the window</TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {crossings.slice(0, rowsMax).map(({ fromMs, toMs, peak }) => (
            <TableRow key={fromMs}>
              <TableCell>
                <Time ms={fromMs} timeZone={timeZone} nowMs={nowMs} precision="min" />
              </TableCell>
              <TableCell label="For" numeric>
                {toMs === null ? "still above" : formatDuration(toMs - fromMs)}
              </TableCell>
              <TableCell label="At most" numeric>
                {formatRate(peak.bad, peak.attempts)}
              </TableCell>
              <TableCell label="Bad attempts" numeric>
                {formatNumber(peak.bad)} <span className="text-ink-3">of {formatNumber(peak.attempts)}</span>
              </TableCell>
              <TableCell>
                <Link
                  className="link"
                  prefetch={false}
                  href={callsWithinHref(
                    { fromMs: fromMs - limit.window.seconds * 1_000, toMs: fromMs },
                    { tz },
                    {
                      outcome: ["client_error", "rate_limited"],
                    },
                  )}
                >
                  Bad calls before it
                </Link>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {rest > 0 ? (
        <p className="border-t px-4 py-2 text-ink-3 text-xs">And {formatCount(rest, "time")} after these.</p>
      ) : null}
    </div>
  );
}

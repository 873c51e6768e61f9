"use client";

import { useState } from "react";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { Time } from "#components/ui/time";
import { formatNumber, formatRate } from "#lib/format";
import { formatZone } from "#lib/time/format-time";
import type { UsedPoint } from "./budget-chart";

type BudgetTableProps = { points: readonly UsedPoint[]; timeZone: string; nowMs: number };

/** The same figures as the chart, as a table, made when it is opened. Instants without attempts are left out. */
export function BudgetTable({ points, timeZone, nowMs }: BudgetTableProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="border-t" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="flex h-8 items-center px-4 text-ink-2 text-xs hover:text-ink pointer-coarse:h-10">
        These figures as a table
      </summary>
      {isOpen ? (
        <div className="max-h-96 overflow-y-auto border-t">
          <Table label="Used of the limit over time">
            <TableHead className="sticky top-0 bg-paper">
              <tr>
                <TableHeader className="w-full">At ({formatZone(nowMs, timeZone)})</TableHeader>
                <TableHeader numeric>Attempts</TableHeader>
                <TableHeader numeric>Bad</TableHeader>
                <TableHeader numeric>Used</TableHeader>
              </tr>
            </TableHead>
            <TableBody>
              {points
                .filter(({ attempts }) => attempts > 0)
                .map(({ atMs, attempts, bad, usedPercent }) => (
                  <TableRow key={atMs}>
                    <TableCell>
                      <Time ms={atMs} timeZone={timeZone} precision="min" nowMs={nowMs} />
                    </TableCell>
                    <TableCell numeric>{formatNumber(attempts)}</TableCell>
                    <TableCell numeric>{formatNumber(bad)}</TableCell>
                    <TableCell numeric>{formatRate(usedPercent ?? 0, 100)}</TableCell>
                  </TableRow>
                ))}
            </TableBody>
          </Table>
        </div>
      ) : null}
    </details>
  );
}

import { Badge } from "#components/ui/badge";
import { RowLink } from "#components/ui/row-link";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { Time } from "#components/ui/time";
import type { ReportSummary } from "#lib/store/report-store";

type ReportsTableProps = { reports: readonly ReportSummary[]; timeZone: string; nowMs: number };

export function ReportsTable({ reports, timeZone, nowMs }: ReportsTableProps) {
  const time = (ms: number) => <Time ms={ms} timeZone={timeZone} nowMs={nowMs} precision="min" />;
  return (
    <Table label="Reports and drafts, newest first" stacks>
      <TableHead>
        <tr>
          <TableHeader numeric>No.</TableHeader>
          <TableHeader className="w-full">Title</TableHeader>
          <TableHeader>Begun</TableHeader>
          <TableHeader>Issued</TableHeader>
          <TableHeader>By</TableHeader>
        </tr>
      </TableHead>
      <TableBody>
        {reports.map(({ id, title, createdAtMs, issue }) => (
          <TableRow key={id}>
            <TableCell label="No." numeric className="text-ink-2">
              {issue?.number ?? "–"}
            </TableCell>
            <TableCell className="order-first min-w-48 max-w-0">
              <RowLink href={`/reports/${id}`} className="block truncate @max-3xl:whitespace-normal">
                {title}
              </RowLink>
            </TableCell>
            <TableCell label="Begun" className="text-ink-2">
              {time(createdAtMs)}
            </TableCell>
            <TableCell label="Issued" className="text-ink-2">
              {issue ? time(issue.atMs) : <Badge>Draft</Badge>}
            </TableCell>
            <TableCell label="By" className="col-span-full text-ink-2">
              {issue?.by ?? "–"}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

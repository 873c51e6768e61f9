import { Badge } from "#components/ui/badge";
import { RowLink } from "#components/ui/row-link";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { Time } from "#components/ui/time";
import type { ReportSummary } from "#lib/store/report-store";

type ReportsTableProps = { reports: readonly ReportSummary[]; timeZone: string; nowMs: number };

export function ReportsTable({ reports, timeZone, nowMs }: ReportsTableProps) {
  const time = (ms: number) => <Time ms={ms} timeZone={timeZone} nowMs={nowMs} precision="min" />;
  return (
    <Table label="Reports and drafts, newest first">
      <TableHead>
        <tr>
          <TableHeader numeric>No.</TableHeader>
          <TableHeader className="w-full">Title</TableHeader>
          <TableHeader>Begun</TableHeader>
          <TableHeader>Issued</TableHeader>
          <TableHeader className="hidden md:table-cell">By</TableHeader>
        </tr>
      </TableHead>
      <TableBody>
        {reports.map(({ id, title, createdAtMs, issue }) => (
          <TableRow key={id}>
            <TableCell numeric className="text-ink-2">
              {issue?.number ?? ""}
            </TableCell>
            <TableCell className="max-w-0 min-w-48">
              <RowLink href={`/reports/${id}`} className="block truncate">
                {title}
              </RowLink>
            </TableCell>
            <TableCell className="text-ink-2">{time(createdAtMs)}</TableCell>
            <TableCell className="text-ink-2">{issue ? time(issue.atMs) : <Badge>Draft</Badge>}</TableCell>
            <TableCell className="hidden text-ink-2 md:table-cell">{issue?.by ?? ""}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

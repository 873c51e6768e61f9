import { ExportMenu } from "#components/export/export-menu";
import { Section } from "#components/ui/section";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { formatNumber, formatRate } from "#lib/format";
import type { Conduct } from "#lib/reports/good-standing";

/** How we behaved day by day, to be shown to Kisi in a dispute. */
export function StandingSection({ days }: { days: readonly Conduct[] }) {
  return (
    <Section
      title="Good-standing record"
      note="A line a day (UTC), each hashed with the one before, so that none can be changed later unnoticed."
      actions={days.length > 0 ? <ExportMenu subject="conduct" search="" timeZone="UTC" /> : undefined}
      flush
    >
      {days.length === 0 ? (
        <p className="px-4 pb-4 text-ink-2">The first day is recorded an hour after it has ended.</p>
      ) : (
        <>
          <Table label="Good-standing record, newest day first" stacks>
            <TableHead>
              <tr>
                <TableHeader className="w-full">Day</TableHeader>
                <TableHeader numeric>Attempts</TableHeader>
                <TableHeader numeric>Bad (4xx, 429)</TableHeader>
                <TableHeader numeric>Bad rate</TableHeader>
                <TableHeader numeric>4xx repeated</TableHeader>
                <TableHeader numeric>Waits honoured</TableHeader>
              </tr>
            </TableHead>
            <TableBody>
              {days.map(({ day, attempts, bad, repeatedClientErrors, waitsAsked, waitsHonoured }) => (
                <TableRow key={day}>
                  <TableCell>{day}</TableCell>
                  <TableCell label="Attempts" numeric>
                    {formatNumber(attempts)}
                  </TableCell>
                  <TableCell label="Bad (4xx, 429)" numeric>
                    {formatNumber(bad)}
                  </TableCell>
                  <TableCell label="Bad rate" numeric>
                    {formatRate(bad, attempts)}
                  </TableCell>
                  <TableCell label="4xx repeated" numeric>
                    {formatNumber(repeatedClientErrors)}
                  </TableCell>
                  <TableCell label="Waits honoured" numeric>
                    {formatNumber(waitsHonoured)} of {formatNumber(waitsAsked)}
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
          <p className="border-t px-4 py-2 text-ink-3 text-xs">
            Export it as NDJSON and verify it with{" "}
            <code className="font-mono">node scripts/verify-good-standing.ts conduct.ndjson</code>
          </p>
        </>
      )}
    </Section>
  );
}

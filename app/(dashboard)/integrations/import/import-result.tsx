import Link from "next/link";
import { Button } from "#components/ui/button";
import { Section } from "#components/ui/section";
import { Stat, StatRow } from "#components/ui/stat";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { formatNumber } from "#lib/format";
import type { Taken } from "#lib/model/taken";
import { describeImport, importedCallsHref } from "./describe-import";
import type { ImportQuestion } from "./use-har-import";

type ImportResultProps = { taken: Taken; asked: ImportQuestion; upstreamHost: string };

const rejectedShown = 100;

/** What became of each entry of the file. */
export function ImportResult({ taken, asked, upstreamHost }: ImportResultProps) {
  const { accepted, duplicates, ignored, rejected } = taken;
  const host = asked.host || upstreamHost;
  const href = importedCallsHref(taken, asked.integration);
  return (
    <Section
      title={asked.file.name}
      note={describeImport(taken, host)}
      flush
      actions={
        href ? (
          <Button asChild>
            <Link href={href}>See these calls</Link>
          </Button>
        ) : null
      }
    >
      <div className="px-4 pb-4">
        <StatRow>
          <Stat label="Stored" value={formatNumber(accepted)} />
          <Stat label="Stored before" value={formatNumber(duplicates)} />
          <Stat label="Passed over" value={formatNumber(ignored)} note={`not sent to ${host}`} />
          <Stat label="Rejected" value={formatNumber(rejected.length)} />
        </StatRow>
      </div>
      {rejected.length > 0 ? (
        <Table label="Rejected entries">
          <TableHead>
            <tr>
              <TableHeader numeric>Entry</TableHeader>
              <TableHeader className="w-full">Why it was not taken</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {rejected.slice(0, rejectedShown).map(({ line, message }) => (
              <TableRow key={line}>
                <TableCell numeric>{formatNumber(line)}</TableCell>
                <TableCell className="whitespace-normal py-1.5">{message}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      ) : null}
      {rejected.length > rejectedShown ? (
        <p className="border-t px-4 py-2 text-ink-3">And {formatNumber(rejected.length - rejectedShown)} more.</p>
      ) : null}
    </Section>
  );
}

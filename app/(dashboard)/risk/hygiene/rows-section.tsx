import { RowLink } from "#components/ui/row-link";
import { Section } from "#components/ui/section";
import { StatusMark } from "#components/ui/status-mark";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { Time } from "#components/ui/time";
import { formatNumber } from "#lib/format";
import type { LintFinding } from "#lib/hygiene/hygiene-lint";
import { type RuleId, ruleWords } from "#lib/hygiene/rule-words";

type RowsSectionProps = {
  rule: RuleId;
  /** Of this rule, one an integration. */
  findings: readonly LintFinding[];
  names: ReadonlyMap<string, string>;
  timeZone: string;
  nowMs: number;
};

const rowsShown = 50;

/** One rule: when it finds something, what to do, and the calls that break it. */
export function RowsSection({ rule, findings, names, timeZone, nowMs }: RowsSectionProps) {
  const { title, when, fix } = ruleWords[rule];
  const rows = findings
    .flatMap(({ integration, rows: own }) => own.map((row) => ({ ...row, integration })))
    .toSorted((a, b) => b.startedAtMs - a.startedAtMs);
  const calls = findings.reduce((sum, finding) => sum + finding.calls, 0);
  const shown = rows.slice(0, rowsShown);
  return (
    <Section
      title={title}
      note={
        shown.length < calls ? `The newest ${formatNumber(shown.length)} of ${formatNumber(calls)} calls.` : undefined
      }
      flush
    >
      <div className="grid max-w-[96ch] gap-2 px-4 pb-4">
        <p>{fix}</p>
        <p className="text-ink-2 text-xs">{when}</p>
      </div>
      {shown.length === 0 ? (
        <p className="px-4 pb-4">No call in this span breaks it.</p>
      ) : (
        <Table label={`Calls: ${title}`} stacks>
          <TableHead>
            <tr>
              <TableHeader className="w-full">Route</TableHeader>
              <TableHeader>Started</TableHeader>
              <TableHeader>Ended with</TableHeader>
              <TableHeader>What it shows</TableHeader>
              <TableHeader>Integration</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {shown.map((row) => (
              <TableRow key={row.callId}>
                <TableCell mono>
                  <RowLink href={`/calls/${encodeURIComponent(row.callId)}`}>{row.route}</RowLink>
                </TableCell>
                <TableCell label="Started" className="col-span-2">
                  <Time ms={row.startedAtMs} timeZone={timeZone} nowMs={nowMs} precision="ms" />
                </TableCell>
                <TableCell label="Ended with" className="col-span-2">
                  <StatusMark {...row} />
                </TableCell>
                <TableCell label="What it shows" className="col-span-full text-ink-2">
                  {row.why}
                </TableCell>
                <TableCell label="Integration" className="col-span-full text-ink-2">
                  {row.integration === null ? "none" : (names.get(row.integration) ?? row.integration)}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Section>
  );
}

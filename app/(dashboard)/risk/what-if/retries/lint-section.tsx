import Link from "next/link";
import { Section } from "#components/ui/section";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { formatCount, formatNumber } from "#lib/format";
import { type LintFinding, lintKinds } from "#lib/hygiene/retry-lint";
import { lintWords } from "./lint-words.ts";

type LintSectionProps = {
  findings: readonly LintFinding[];
  calls: number;
  /** Names of integrations by their ids. */
  names: ReadonlyMap<string, string>;
};

/** What the recorded calls do against Kisi's rules, by integration, each with calls to look at. */
export function LintSection({ findings, calls, names }: LintSectionProps) {
  return (
    <Section
      flush
      title="What your retrying does wrong"
      note={`${formatNumber(lintKinds.length)} rules on ${formatCount(calls, "call")} as recorded`}
    >
      {findings.length === 0 ? (
        <p className="px-4 pb-4">
          Nothing: no 4xx was retried, no Retry-After cut short, no door or write repeated, and no loop went on after a
          4xx.
        </p>
      ) : (
        <Table label="What your retrying does wrong">
          <TableHead>
            <tr>
              <TableHeader className="w-full">Finding</TableHeader>
              <TableHeader>Integration</TableHeader>
              <TableHeader numeric>Calls</TableHeader>
              <TableHeader numeric>Attempts</TableHeader>
              <TableHeader numeric>Kisi users</TableHeader>
              <TableHeader>Look at</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {findings.map((finding) => (
              <Finding key={`${finding.kind} ${finding.integration}`} finding={finding} names={names} />
            ))}
          </TableBody>
        </Table>
      )}
    </Section>
  );
}

function Finding({ finding, names }: { finding: LintFinding } & Pick<LintSectionProps, "names">) {
  const { kind, integration, calls, attempts, users, examples } = finding;
  const { title, advice } = lintWords[kind];
  return (
    <TableRow>
      <TableCell className="min-w-56 whitespace-normal py-1.5">
        <span className="font-medium">{title}</span>
        <span className="block text-ink-3 text-xs">{advice}</span>
      </TableCell>
      <TableCell>{integration === null ? "none" : (names.get(integration) ?? integration)}</TableCell>
      <TableCell numeric>{formatNumber(calls)}</TableCell>
      <TableCell numeric>{formatNumber(attempts)}</TableCell>
      <TableCell numeric>{formatNumber(users)}</TableCell>
      <TableCell>
        <span className="flex gap-3">
          {examples.map((callId, index) => (
            <Link
              key={callId}
              href={`/calls/${encodeURIComponent(callId)}`}
              prefetch={false}
              className="link"
              aria-label={`${title}: call ${index + 1}`}
            >
              call {index + 1}
            </Link>
          ))}
        </span>
      </TableCell>
    </TableRow>
  );
}

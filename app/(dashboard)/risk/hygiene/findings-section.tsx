import Link from "next/link";
import { Section } from "#components/ui/section";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { formatNumber } from "#lib/format";
import type { LintFinding } from "#lib/hygiene/hygiene-lint";
import { type RuleId, ruleWords } from "#lib/hygiene/rule-words";

type FindingsSectionProps = {
  findings: readonly LintFinding[];
  /** Names of integrations by their ids. */
  names: ReadonlyMap<string, string>;
  current: RuleId | null;
  hrefOf: (rule: RuleId) => string;
};

/** What is wrong, by rule and integration, gravest first; each leads to its calls. */
export function FindingsSection({ findings, names, current, hrefOf }: FindingsSectionProps) {
  return (
    <Section flush title="What is wrong" note="Gravest first. Open one to see its calls and its fix.">
      <Table label="What is wrong" stacks>
        <TableHead>
          <tr>
            <TableHeader className="w-full">Finding</TableHeader>
            <TableHeader>Integration</TableHeader>
            <TableHeader numeric>Calls</TableHeader>
            <TableHeader numeric>Attempts</TableHeader>
            <TableHeader numeric>Kisi users</TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {findings.map(({ rule, integration, calls, attempts, users }) => (
            <TableRow key={`${rule} ${integration}`}>
              <TableCell className="min-w-56 whitespace-normal">
                <Link
                  href={hrefOf(rule)}
                  prefetch={false}
                  className="link aria-[current]:font-medium aria-[current]:text-ink"
                  aria-current={rule === current ? "true" : undefined}
                >
                  {ruleWords[rule].title}
                </Link>
              </TableCell>
              <TableCell className="text-ink-2">
                {integration === null ? "no integration" : (names.get(integration) ?? integration)}
              </TableCell>
              <TableCell label="Calls" numeric>
                {formatNumber(calls)}
              </TableCell>
              <TableCell label="Attempts" numeric>
                {formatNumber(attempts)}
              </TableCell>
              <TableCell label="Kisi users" numeric>
                {formatNumber(users)}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Section>
  );
}

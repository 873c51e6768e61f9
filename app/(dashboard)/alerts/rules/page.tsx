import type { Metadata } from "next";
import Link from "next/link";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { PageHeader } from "#components/ui/page-header";
import { Section } from "#components/ui/section";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { requireSession } from "#lib/auth/gate";
import { formatDuration, formatMeasure } from "#lib/format";
import type { Rule } from "#lib/model/alert-rule";
import { ruleFacts } from "#lib/model/rule-facts";
import { AlertsTabs } from "../alerts-tabs";
import { SeverityMark } from "../severity-mark";
import { RuleSwitch } from "./rule-switch";

export const metadata: Metadata = { title: "Rules" };

/** What is looked at every few seconds. */
export default async function RulesPage() {
  const { app } = await requireSession();
  const rules = await app.alerts.rules.list();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <PageHeader
        title="Rules"
        actions={
          <>
            <AlertsTabs current="/alerts/rules" />
            <Button asChild variant="primary">
              <Link href="/alerts/rules/new">New rule</Link>
            </Button>
          </>
        }
      >
        Each is looked at every five seconds. A rate never speaks without a count beside it.
      </PageHeader>
      <Section title="What is watched" flush>
        {rules.length === 0 ? (
          <EmptyState title="There is no rule">Nothing would be noticed: make one.</EmptyState>
        ) : (
          <Table label="Rules" stacks>
            <TableHead>
              <tr>
                <TableHeader className="w-full">Rule</TableHeader>
                <TableHeader>Severity</TableHeader>
                <TableHeader numeric>From</TableHeader>
                <TableHeader numeric>Window</TableHeader>
                <TableHeader>
                  <span className="sr-only">Switch</span>
                </TableHeader>
              </tr>
            </TableHead>
            <TableBody>
              {rules.map((rule) => (
                <RuleRow key={rule.id} rule={rule} />
              ))}
            </TableBody>
          </Table>
        )}
      </Section>
    </div>
  );
}

/** The nearer the limit, the graver: what stands in the rule is the least. */
function growsGraver({ kind, severity }: Rule): boolean {
  return kind === "suspension_risk" && severity !== "critical";
}

function RuleRow({ rule }: { rule: Rule }) {
  const { about, unit } = ruleFacts[rule.kind];
  return (
    <TableRow>
      <TableCell className="col-[1/-2] row-start-1 min-w-48 whitespace-normal py-1.5">
        <Link href={`/alerts/rules/${rule.id}`} prefetch={false} className="hover:underline">
          {rule.name}
        </Link>
        {rule.enabled ? null : <Badge className="ml-2">off</Badge>}
        <span className="block text-ink-3 text-xs">{about}</span>
      </TableCell>
      <TableCell label="Severity">
        <SeverityMark severity={rule.severity} />
        {growsGraver(rule) ? <span className="block text-ink-3 text-xs">or graver</span> : null}
      </TableCell>
      <TableCell label="From" numeric>
        {formatMeasure(rule.threshold, unit)}
      </TableCell>
      <TableCell label="Window" numeric>
        {formatDuration(rule.windowSeconds * 1_000)}
      </TableCell>
      <TableCell className="-col-end-1 row-start-1 justify-self-end text-right">
        <RuleSwitch id={rule.id} name={rule.name} isOn={rule.enabled} />
      </TableCell>
    </TableRow>
  );
}

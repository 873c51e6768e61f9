import Link from "next/link";
import { Section } from "#components/ui/section";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { formatCount, formatMeasure, formatNumber } from "#lib/format";
import type { Alert } from "#lib/model/alert";
import type { Rule } from "#lib/model/alert-rule";
import { ruleFacts } from "#lib/model/rule-facts";
import { subjectHref } from "./subject-links";

const shown = 20;

/** What an alert is about, worst first, each with its calls. */
export function SubjectSection({ alert, rule, nowMs }: { alert: Alert; rule: Rule | undefined; nowMs: number }) {
  const { subjects, subjectCount, kind } = alert;
  const more = subjectCount - Math.min(shown, subjects.length);
  return (
    <Section
      title="What it is about"
      note={
        more > 0
          ? `the worst ${formatNumber(Math.min(shown, subjects.length))} of ${formatNumber(subjectCount)}`
          : undefined
      }
      flush
    >
      <Table label="What it is about">
        <TableHead>
          <tr>
            <TableHeader className="w-full">Subject</TableHeader>
            <TableHeader numeric>Value</TableHeader>
            <TableHeader numeric>Bad</TableHeader>
            <TableHeader numeric>Attempts</TableHeader>
            <TableHeader>State</TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {subjects.slice(0, shown).map(({ key, label, value, attempts, bad, clearSinceMs }) => {
            const href = subjectHref(alert, key, rule, nowMs);
            return (
              <TableRow key={key}>
                <TableCell className="max-w-[30rem] break-words">
                  {href === null ? (
                    label
                  ) : (
                    <Link href={href} prefetch={false} className="hover:underline">
                      {label}
                    </Link>
                  )}
                </TableCell>
                <TableCell numeric>{formatMeasure(value, ruleFacts[kind].unit)}</TableCell>
                <TableCell numeric>{formatNumber(bad)}</TableCell>
                <TableCell numeric>{formatNumber(attempts)}</TableCell>
                <TableCell className="whitespace-nowrap text-ink-2">
                  {alert.state === "resolved" || clearSinceMs !== null ? "over" : "failing"}
                </TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
      {more > 0 ? <p className="px-4 py-2 text-ink-3 text-xs">and {formatCount(more, "other")}</p> : null}
    </Section>
  );
}

import { RowLink } from "#components/ui/row-link";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { formatDuration, formatNumber } from "#lib/format";
import type { ReplayTally } from "#lib/risk/replay-tally";
import type { PolicyRun } from "./read-replay.ts";
import { changeWords, meanRetryMs } from "./replay-words.ts";

type PolicyTableProps = {
  recorded: ReplayTally;
  policies: readonly PolicyRun[];
  chosen: PolicyRun["id"];
  hrefOf: (id: PolicyRun["id"]) => string;
};

/** What is on record, and what each policy would have made of it. */
export function PolicyTable({ recorded, policies, chosen, hrefOf }: PolicyTableProps) {
  return (
    <Table label="The same calls under other policies" stacks>
      <TableHead>
        <tr>
          <TableHeader className="w-full">Policy</TableHeader>
          <TableHeader numeric>Bad attempts</TableHeader>
          <TableHeader numeric>Attempts</TableHeader>
          <TableHeader numeric>Recovered</TableHeader>
          <TableHeader numeric>Failed in the end</TableHeader>
          <TableHeader numeric>Retrying took</TableHeader>
          <TableHeader numeric>Door repeats</TableHeader>
        </tr>
      </TableHead>
      <TableBody>
        <TableRow className="bg-paper-2">
          <TableCell>As recorded</TableCell>
          <Figures tally={recorded} before={null} />
        </TableRow>
        {policies.map(({ id, name, words, run }) => (
          <TableRow key={id} className={id === chosen ? "bg-accent-wash" : ""}>
            <TableCell className="min-w-48 whitespace-normal py-1.5">
              <RowLink href={hrefOf(id)} scroll={false} aria-current={id === chosen ? "true" : undefined}>
                <span className="font-medium">{name}</span>
              </RowLink>
              <span className="block text-ink-3 text-xs">{words}</span>
            </TableCell>
            <Figures tally={run.totals} before={recorded} />
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Figures({ tally, before }: { tally: ReplayTally; before: ReplayTally | null }) {
  const isWorse = before !== null && tally.bad > before.bad;
  return (
    <>
      <TableCell label="Bad attempts" numeric>
        <span className="font-medium">{formatNumber(tally.bad)}</span>
        {before ? (
          <span className={`block text-xs ${isWorse ? "text-danger" : "text-ink-3"}`}>
            {changeWords(tally.bad, before.bad)}
          </span>
        ) : null}
      </TableCell>
      <TableCell label="Attempts" numeric>
        {formatNumber(tally.attempts)}
        {before ? (
          <span className="block text-ink-3 text-xs">{changeWords(tally.attempts, before.attempts)}</span>
        ) : null}
      </TableCell>
      <TableCell label="Recovered" numeric>
        {formatNumber(tally.recovered)}
      </TableCell>
      <TableCell label="Failed in the end" numeric>
        {formatNumber(tally.failed)}
      </TableCell>
      <TableCell label="Retrying took" numeric>
        {formatDuration(meanRetryMs(tally))}
      </TableCell>
      <TableCell label="Door repeats" numeric className={tally.doorRepeats > 0 ? "text-danger" : "text-ink-3"}>
        {formatNumber(tally.doorRepeats)}
      </TableCell>
    </>
  );
}

import type { ReactNode } from "react";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { formatNumber } from "#lib/format";
import { emptyTally, type ReplayTally } from "#lib/risk/replay-tally";
import { changeWords } from "./replay-words.ts";

export type DifferenceRow = {
  readonly key: string;
  readonly label: ReactNode;
  readonly before: ReplayTally;
  readonly after: ReplayTally;
};

type DifferenceTableProps = { label: string; what: string; mono?: boolean; rows: readonly DifferenceRow[] };

/** Bad attempts and recovered calls, as recorded and under a policy, part by part. */
export function DifferenceTable({ label, what, mono, rows }: DifferenceTableProps) {
  const most = Math.max(1, ...rows.map(({ before, after }) => Math.max(before.bad, after.bad)));
  return (
    <Table label={label} stacks>
      <TableHead>
        <tr>
          <TableHeader>{what}</TableHeader>
          <TableHeader numeric>Calls</TableHeader>
          <TableHeader numeric>Bad, recorded</TableHeader>
          <TableHeader numeric>Bad, replayed</TableHeader>
          <TableHeader numeric>Change</TableHeader>
          <TableHeader className="w-full min-w-32">
            <span className="sr-only">As bars</span>
          </TableHeader>
          <TableHeader numeric>Recovered</TableHeader>
        </tr>
      </TableHead>
      <TableBody>
        {rows.map(({ key, label: name, before, after }) => (
          <TableRow key={key}>
            <TableCell mono={mono}>{name}</TableCell>
            <TableCell label="Calls" numeric>
              {formatNumber(before.calls)}
            </TableCell>
            <TableCell label="Bad, recorded" numeric>
              {formatNumber(before.bad)}
            </TableCell>
            <TableCell label="Bad, replayed" numeric>
              {formatNumber(after.bad)}
            </TableCell>
            <TableCell label="Change" numeric className={after.bad > before.bad ? "text-danger" : "text-ink-2"}>
              {changeWords(after.bad, before.bad)}
            </TableCell>
            <TableCell className="order-last">
              <Bar share={before.bad / most} className="bg-ink-3" />
              <Bar share={after.bad / most} className={after.bad > before.bad ? "bg-danger" : "bg-accent"} />
            </TableCell>
            <TableCell label="Recovered" numeric>
              {formatNumber(before.recovered)} → {formatNumber(after.recovered)}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Bar({ share, className }: { share: number; className: string }) {
  return (
    <span aria-hidden className={`my-px block h-1 rounded-full ${className}`} style={{ width: `${share * 100}%` }} />
  );
}

/** The parts of two runs side by side; a part that one of them lacks counts nothing there. */
export function differenceRows<Key extends string | number>(
  before: ReadonlyMap<Key, ReplayTally>,
  after: ReadonlyMap<Key, ReplayTally>,
): readonly { readonly key: Key; readonly before: ReplayTally; readonly after: ReplayTally }[] {
  return [...before].map(([key, tally]) => ({ key, before: tally, after: after.get(key) ?? emptyTally }));
}

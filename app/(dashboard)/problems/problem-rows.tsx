import { Sparkline } from "#components/charts/sparkline";
import { cn } from "#components/ui/cn.ts";
import { RowLink } from "#components/ui/row-link";
import { StatusMark } from "#components/ui/status-mark";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { formatNumber } from "#lib/format";
import type { ProblemRow } from "./problem-row";
import { StateBadge } from "./state-badge";

type ProblemRowsProps = {
  readonly rows: readonly ProblemRow[];
  readonly checked: ReadonlySet<string>;
  /** Null for who may only look. */
  readonly onToggle: ((id: string) => void) | null;
};

/** What gives way where the window is narrow: without its route a row tells nothing. */
const wide = "max-xl:hidden";

/** A table where there is room, cards on a phone. */
export function ProblemRows(props: ProblemRowsProps) {
  return (
    <>
      <div className="hidden border-t md:block">
        <Rows {...props} />
      </div>
      <Cards {...props} />
    </>
  );
}

function Rows({ rows, checked, onToggle }: ProblemRowsProps) {
  return (
    <Table label="Problems">
      <TableHead>
        <tr>
          <TableHeader className="w-full">Problem</TableHeader>
          <TableHeader>
            <span className="sr-only">Over time</span>
          </TableHeader>
          <TableHeader numeric>Attempts</TableHeader>
          <TableHeader numeric>Of its route</TableHeader>
          <TableHeader className={wide}>Met by</TableHeader>
          <TableHeader className={wide}>First seen</TableHeader>
          <TableHeader>Last seen</TableHeader>
          {onToggle ? (
            <TableHeader>
              <span className="sr-only">Choose</span>
            </TableHeader>
          ) : null}
        </tr>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.id}>
            <TableCell className="min-w-48 max-w-0 py-2">
              <Name row={row} />
            </TableCell>
            <TableCell className="min-w-24">
              <Sparkline values={row.spark} />
            </TableCell>
            <TableCell numeric className={row.attempts === 0 ? "text-ink-3" : undefined}>
              {formatNumber(row.attempts)}
            </TableCell>
            <TableCell numeric className="text-ink-2">
              {row.share ?? "–"}
            </TableCell>
            <TableCell className={cn("whitespace-nowrap text-ink-2", wide)}>{row.senders ?? "–"}</TableCell>
            <Seen {...row.firstSeen} className={wide} />
            <Seen {...row.lastSeen} />
            {onToggle ? (
              <TableCell>
                <Choose row={row} isChecked={checked.has(row.id)} onToggle={onToggle} />
              </TableCell>
            ) : null}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Name({ row }: { readonly row: ProblemRow }) {
  return (
    <div className="grid gap-0.5">
      <span className="flex min-w-0 items-center gap-2">
        <StateBadge state={row.state} />
        <RowLink href={row.href} data-problem={row.id} className="truncate font-mono text-xs">
          <span className="text-ink-3">{row.method}</span> {row.path}
        </RowLink>
      </span>
      <span className="flex min-w-0 items-center gap-2 text-xs">
        <StatusMark {...row} className="text-xs" />
        {row.signature ? <span className="truncate text-ink-2">{row.signature}</span> : null}
        {row.mute ? <span className="truncate text-ink-3">{row.mute}</span> : null}
      </span>
    </div>
  );
}

type SeenProps = { readonly words: string; readonly iso: string; readonly className?: string };

function Seen({ words, iso, className }: SeenProps) {
  return (
    <TableCell className={cn("whitespace-nowrap text-ink-2", className)}>
      <time dateTime={iso} title={iso}>
        {words}
      </time>
    </TableCell>
  );
}

type ChooseProps = {
  readonly row: ProblemRow;
  readonly isChecked: boolean;
  readonly onToggle: (id: string) => void;
};

/** Above the link that the whole row is. */
function Choose({ row, isChecked, onToggle }: ChooseProps) {
  return (
    <label data-print="hide" className="relative z-10 flex size-6 items-center justify-center pointer-coarse:size-10">
      <span className="sr-only">
        Choose {row.method} {row.path} {row.status}
      </span>
      <input type="checkbox" className="size-4 accent-accent" checked={isChecked} onChange={() => onToggle(row.id)} />
    </label>
  );
}

function Cards({ rows, checked, onToggle }: ProblemRowsProps) {
  return (
    <ul className="divide-y divide-line border-t md:hidden">
      {rows.map((row) => (
        <li
          key={row.id}
          className="relative grid grid-cols-[minmax(0,1fr)_auto] gap-x-2 gap-y-1 px-4 py-2.5 has-[a[data-row]]:hover:bg-paper-3"
        >
          <Name row={row} />
          {onToggle ? <Choose row={row} isChecked={checked.has(row.id)} onToggle={onToggle} /> : null}
          <span className="col-span-2 flex flex-wrap items-center gap-x-3 text-ink-2 text-xs">
            <span>
              {formatNumber(row.attempts)} attempts{row.share ? `, ${row.share} of its route` : ""}
            </span>
            <time dateTime={row.lastSeen.iso}>last {row.lastSeen.words}</time>
          </span>
        </li>
      ))}
    </ul>
  );
}

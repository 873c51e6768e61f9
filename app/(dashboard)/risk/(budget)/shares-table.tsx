import { callsWithinHref } from "#components/charts/calls-href.ts";
import { RowLink } from "#components/ui/row-link";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { formatNumber, formatRate } from "#lib/format";
import type { BudgetPart, Share } from "#lib/risk/where-it-goes";
import type { Range } from "#lib/time/range";
import type { RangeSearch } from "#lib/time/range-search";
import type { BudgetNames } from "./read-risk-page";
import { ShareBar } from "./share-bar";
import { shareName } from "./share-name";

type SharesTableProps = {
  part: BudgetPart;
  rows: readonly Share[];
  names: BudgetNames;
  /** All bad attempts of the window. */
  bad: number;
  range: Range;
  tz: RangeSearch["tz"];
};

const columns = { route: "Route", credential: "Key", integration: "Integration" } as const;
const rowsShown = 15;

/** Who uses the budget up, most first; a row leads to its bad calls. */
export function SharesTable({ part, rows, names, bad, range, tz }: SharesTableProps) {
  const hrefOf = (key: string) => {
    const narrowed = key === "none" && part !== "route" ? {} : { [part]: [key] };
    return callsWithinHref(range, { tz }, { outcome: ["client_error", "rate_limited"], ...narrowed });
  };
  return (
    <Table label={`Bad attempts by ${columns[part].toLowerCase()}`}>
      <TableHead>
        <tr>
          <TableHeader className="w-full">{columns[part]}</TableHeader>
          <TableHeader numeric>Bad</TableHeader>
          <TableHeader className="max-sm:hidden">
            <span className="sr-only">Share of all bad attempts</span>
          </TableHeader>
          <TableHeader numeric>Of all bad</TableHeader>
          <TableHeader numeric className="max-sm:hidden">
            First tries
          </TableHeader>
          <TableHeader numeric className="max-sm:hidden">
            By retrying
          </TableHeader>
          <TableHeader numeric className="max-sm:hidden">
            Rate
          </TableHeader>
        </tr>
      </TableHead>
      <TableBody>
        {rows.slice(0, rowsShown).map((row) => (
          <TableRow key={row.key}>
            <TableCell mono className="max-w-0 truncate">
              <RowLink href={hrefOf(row.key)}>{shareName(part, row.key, names)}</RowLink>
            </TableCell>
            <TableCell numeric>{formatNumber(row.bad)}</TableCell>
            <TableCell className="max-sm:hidden">
              <ShareBar part={row.bad} of={bad} />
            </TableCell>
            <TableCell numeric>{formatRate(row.bad, Math.max(bad, row.bad))}</TableCell>
            <TableCell numeric className="max-sm:hidden">
              {formatNumber(row.bad - row.badRetries)}
            </TableCell>
            <TableCell numeric className="max-sm:hidden">
              {formatNumber(row.badRetries)}
            </TableCell>
            <TableCell numeric className="max-sm:hidden">
              {formatRate(row.bad, row.attempts)}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

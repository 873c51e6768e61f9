import { callsWithinHref } from "#components/charts/calls-href.ts";
import { RowLink } from "#components/ui/row-link";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { formatNumber, formatRate } from "#lib/format";
import { adviceFor } from "#lib/kisi/advice";
import type { Cause } from "#lib/risk/causes";
import type { Range } from "#lib/time/range";
import type { RangeSearch } from "#lib/time/range-search";
import { ShareBar } from "./share-bar";

type CausesTableProps = {
  causes: readonly Cause[];
  /** All bad attempts of the window. */
  bad: number;
  range: Range;
  tz: RangeSearch["tz"];
};

const rowsShown = 20;

/** Why attempts were bad: status and Kisi's own code, most first; a row leads to its calls. */
export function CausesTable({ causes, bad, range, tz }: CausesTableProps) {
  return (
    <Table label="Bad attempts by cause">
      <TableHead>
        <tr>
          <TableHeader>Status</TableHeader>
          <TableHeader>Kisi's code</TableHeader>
          <TableHeader className="w-full max-sm:hidden">Meaning</TableHeader>
          <TableHeader numeric>Bad</TableHeader>
          <TableHeader className="max-sm:hidden">
            <span className="sr-only">Share of all bad attempts</span>
          </TableHeader>
          <TableHeader numeric>Of all bad</TableHeader>
        </tr>
      </TableHead>
      <TableBody>
        {causes.slice(0, rowsShown).map(({ status, errorCode, bad: part }) => (
          <TableRow key={`${status} ${errorCode}`}>
            <TableCell mono>
              <RowLink
                href={callsWithinHref(range, { tz }, { status: [status], ...(errorCode ? { q: [errorCode] } : {}) })}
              >
                {status}
              </RowLink>
            </TableCell>
            <TableCell mono>{errorCode ?? <span className="text-ink-3">none</span>}</TableCell>
            <TableCell className="max-w-0 truncate text-ink-2 max-sm:hidden">{meaningOf(status, errorCode)}</TableCell>
            <TableCell numeric>{formatNumber(part)}</TableCell>
            <TableCell className="max-sm:hidden">
              <ShareBar part={part} of={bad} />
            </TableCell>
            <TableCell numeric>{formatRate(part, Math.max(bad, part))}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** As the page of such a problem says it: of the code where that tells more, else of the status. */
function meaningOf(status: string, errorCode: string | null): string {
  const { meaning } = adviceFor({
    outcome: status === "429" ? "rate_limited" : "client_error",
    status: Number(status),
    errorCode,
    networkError: null,
    blockedReason: null,
    doorAction: false,
    method: "GET",
  });
  return meaning;
}

import { callsWithinHref } from "#components/charts/calls-href.ts";
import { spanWords } from "#components/risk/limit-words.ts";
import { EmptyState } from "#components/ui/empty-state";
import { RowLink } from "#components/ui/row-link";
import { Section } from "#components/ui/section";
import { SegmentedLinks } from "#components/ui/segmented";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { formatCount, formatNumber, formatRate } from "#lib/format";
import type { LimitState } from "#lib/risk/read-risk";
import type { Shares } from "#lib/risk/read-shares";
import type { Share } from "#lib/risk/where-it-goes";
import type { BudgetNames } from "./read-risk-page";
import { type RiskSearch, serializeRiskSearch } from "./search-params";
import { shareName } from "./share-name";

type SharesSectionProps = {
  shown: LimitState;
  shares: Shares;
  names: BudgetNames;
  search: RiskSearch;
  nowMs: number;
};

const parts = [
  { by: "route", label: "Routes", column: "Route" },
  { by: "credential", label: "Keys", column: "Key" },
  { by: "integration", label: "Integrations", column: "Integration" },
  { by: "status", label: "Causes", column: "Status" },
] as const;
const rowsShown = 15;

/** Who uses the budget up, and how much of it is retrying. */
export function SharesSection({ shown, shares, names, search, nowMs }: SharesSectionProps) {
  const part = parts.find(({ by }) => by === search.by) ?? parts[0];
  const { bad, badRetries, limit } = shown.window;
  const range = { fromMs: nowMs - limit.seconds * 1_000, toMs: nowMs };
  const rows = shares[part.by];
  return (
    <Section
      flush
      title="Where it goes"
      note={`bad attempts of the last ${spanWords(limit.seconds)}${bad === 0 ? "" : `: ${retryWords(bad, badRetries)}`}`}
      actions={
        <div data-print="hide">
          <SegmentedLinks
            label="Budget by"
            items={parts.map(({ by, label }) => ({
              label,
              href: serializeRiskSearch("/risk", { ...search, by }),
              current: by === part.by,
            }))}
          />
        </div>
      }
    >
      {rows.length === 0 ? (
        <EmptyState className="py-8" title="No bad attempt in this window">
          {shown.window.attempts === 0
            ? "Nothing was sent at all, so nothing is known."
            : `None of ${formatCount(shown.window.attempts, "attempt")} was bad.`}
        </EmptyState>
      ) : (
        <Table label={`Bad attempts by ${part.column.toLowerCase()}`}>
          <TableHead>
            <tr>
              <TableHeader className="w-full">{part.column}</TableHeader>
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
              <ShareRow key={row.key} row={row} bad={bad}>
                <RowLink
                  href={callsWithinHref(
                    range,
                    { tz: search.tz },
                    {
                      ...(part.by === "status" ? {} : { outcome: ["client_error", "rate_limited"] }),
                      ...(row.key === "none" && part.by !== "route" ? {} : { [part.by]: [row.key] }),
                    },
                  )}
                >
                  {shareName(part.by, row.key, names)}
                </RowLink>
              </ShareRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Section>
  );
}

function ShareRow({ row, bad, children }: { row: Share; bad: number; children: React.ReactNode }) {
  return (
    <TableRow>
      <TableCell mono className="max-w-0 truncate">
        {children}
      </TableCell>
      <TableCell numeric>{formatNumber(row.bad)}</TableCell>
      <TableCell className="max-sm:hidden">
        <span aria-hidden className="block w-32 xl:w-56">
          <span
            className="block h-1.5 min-w-0.5 rounded-[1px] bg-line-3"
            style={{ width: `${(row.bad / Math.max(bad, row.bad)) * 100}%` }}
          />
        </span>
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
  );
}

function retryWords(bad: number, badRetries: number): string {
  if (badRetries === 0) return `all ${formatNumber(bad)} are first tries, retrying added none`;
  const first = bad - badRetries;
  return `${formatNumber(first)} first tries, and ${formatNumber(badRetries)} that retrying added`;
}

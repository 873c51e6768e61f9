import { EmptyState } from "#components/ui/empty-state";
import { Section } from "#components/ui/section";
import { SegmentedLinks } from "#components/ui/segmented";
import { formatCount, formatNumber } from "#lib/format";
import { spanWords } from "#lib/format/limit-words";
import type { LimitState } from "#lib/risk/read-risk";
import type { Shares } from "#lib/risk/read-shares";
import { CausesTable } from "./causes-table";
import type { BudgetNames } from "./read-risk-page";
import { type RiskSearch, serializeRiskSearch } from "./search-params";
import { SharesTable } from "./shares-table";

type SharesSectionProps = {
  shown: LimitState;
  shares: Shares;
  names: BudgetNames;
  search: RiskSearch;
  nowMs: number;
};

const parts = [
  { by: "route", label: "Routes" },
  { by: "credential", label: "Keys" },
  { by: "integration", label: "Integrations" },
  { by: "causes", label: "Causes" },
] as const;

/** Who uses the budget up, why, and how much of it is retrying. */
export function SharesSection({ shown, shares, names, search, nowMs }: SharesSectionProps) {
  const { attempts, bad, badRetries, limit } = shown.window;
  const frame = { bad, tz: search.tz, range: { fromMs: nowMs - limit.seconds * 1_000, toMs: nowMs } };
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
              current: by === search.by,
            }))}
          />
        </div>
      }
    >
      {bad === 0 ? (
        <EmptyState className="py-8" title="No bad attempt in this window">
          {attempts === 0
            ? "Nothing was sent at all, so nothing is known."
            : `None of ${formatCount(attempts, "attempt")} was bad.`}
        </EmptyState>
      ) : search.by === "causes" ? (
        <CausesTable causes={shares.causes} {...frame} />
      ) : (
        <SharesTable part={search.by} rows={shares[search.by]} names={names} {...frame} />
      )}
    </Section>
  );
}

function retryWords(bad: number, badRetries: number): string {
  if (badRetries === 0) return `all ${formatNumber(bad)} are first tries, retrying added none`;
  const first = bad - badRetries;
  return `${formatCount(first, "first try", "first tries")}, and ${formatNumber(badRetries)} that retrying added`;
}

import Link from "next/link";
import { callsHref } from "#components/charts/calls-href.ts";
import type { SentOutcome } from "#components/charts/traffic-points.ts";
import { outcomeLooks } from "#components/ui/outcome-look.ts";
import { StatusSquare } from "#components/ui/status-mark";
import { formatNumber, formatRate } from "#lib/format";
import type { RangeSearch } from "#lib/time/range-search";

type OutcomeLegendProps = {
  outcomes: readonly SentOutcome[];
  counts: Readonly<Record<SentOutcome, number>>;
  attempts: number;
  search: RangeSearch;
};

/** Names the classes of a stack with their totals; each leads to its calls. */
export function OutcomeLegend({ outcomes, counts, attempts, search }: OutcomeLegendProps) {
  return (
    <ul className="-mx-1.5 flex flex-wrap gap-x-2">
      {outcomes.map((outcome) => (
        <li key={outcome}>
          <Link
            href={callsHref(search, { outcome: [outcome] })}
            prefetch={false}
            className="flex h-6 items-center gap-1.5 rounded-sm px-1.5 text-xs hover:bg-paper-3 pointer-coarse:h-9"
            title={`Calls with such an attempt: ${outcomeLooks[outcome].word}`}
          >
            <StatusSquare outcome={outcome} />
            {outcomeLooks[outcome].code}
            <span className="font-medium">{formatNumber(counts[outcome])}</span>
            <span className="text-ink-3">{formatRate(counts[outcome], attempts)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

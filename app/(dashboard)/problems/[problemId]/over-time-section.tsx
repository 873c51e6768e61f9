import Link from "next/link";
import { timeTicks } from "#components/charts/time-ticks.ts";
import { sentOutcomes } from "#components/charts/traffic-points.ts";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { Section } from "#components/ui/section";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { Time } from "#components/ui/time";
import { formatDuration, formatNumber } from "#lib/format";
import type { Problem } from "#lib/model/problem";
import { formatAgo, formatZone } from "#lib/time/format-time";
import type { RangeView } from "../../range-view";
import type { ProblemBar } from "./prepare-bars";
import { ProblemChart } from "./problem-chart";
import { serializeProblemSearch } from "./problem-search";

type OverTimeSectionProps = {
  readonly problem: Problem;
  readonly bars: readonly ProblemBar[];
  readonly view: RangeView;
};

/** When a problem was met, with the deploys between. */
export function OverTimeSection({ problem, bars, view }: OverTimeSectionProps) {
  const { timeZone, nowMs, search } = view;
  const first = bars[0];
  const outcome = sentOutcomes.find((sent) => sent === problem.outcome);
  if (bars.every(({ attempts }) => attempts === 0) || !first || !outcome) {
    return (
      <Section title="Over time" flush>
        <NotInRange problem={problem} view={view} />
      </Section>
    );
  }
  const width = formatDuration(first.endMs - first.t);
  return (
    <Section
      title="Over time"
      note={`A bar is ${width} and leads to its calls; dashed lines are deploys; times in ${formatZone(nowMs, timeZone)}.`}
      flush
    >
      <ProblemChart
        id={problem.id}
        outcome={outcome}
        bars={bars}
        range={view.range}
        ticks={timeTicks(
          bars.map(({ t }) => t),
          timeZone,
        )}
        search={search}
        timeZone={timeZone}
      />
      <BarTable bars={bars} timeZone={timeZone} nowMs={nowMs} />
    </Section>
  );
}

const dayMs = 86_400_000;

function NotInRange({ problem, view }: Pick<OverTimeSectionProps, "problem" | "view">) {
  const isNarrowed = Object.keys(view.filter).length > 0;
  const toMs = problem.lastSeenAtMs + 60_000;
  const [from = "", to = ""] = [toMs - dayMs, toMs].map((ms) => new Date(ms).toISOString());
  return (
    <EmptyState
      className="py-8"
      title={isNarrowed ? "Not met in this range by the chosen traffic" : "Not met in this range"}
      actions={
        <Button asChild>
          <Link href={serializeProblemSearch(`/problems/${problem.id}`, { ...view.search, last: null, from, to })}>
            Show the day up to the latest
          </Link>
        </Button>
      }
    >
      Its latest attempt{isNarrowed ? " of all traffic" : ""} was {formatAgo(problem.lastSeenAtMs, view.nowMs)}.
    </EmptyState>
  );
}

type BarTableProps = Pick<RangeView, "timeZone" | "nowMs"> & { readonly bars: readonly ProblemBar[] };

/** The same figures as the chart. Buckets without attempts and deploys are left out. */
function BarTable({ bars, timeZone, nowMs }: BarTableProps) {
  return (
    <details className="border-t">
      <summary className="flex h-8 items-center px-4 text-ink-2 text-xs hover:text-ink pointer-coarse:h-10">
        These figures as a table
      </summary>
      <div className="max-h-96 overflow-y-auto border-t print:max-h-none print:overflow-visible">
        <Table label="Failed attempts over time">
          <TableHead className="sticky top-0 bg-paper">
            <tr>
              <TableHeader>From</TableHeader>
              <TableHeader numeric>Failed attempts</TableHeader>
              <TableHeader className="w-full">Deployed</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {bars
              .filter(({ attempts, releases }) => attempts > 0 || releases.length > 0)
              .map(({ t, attempts, releases, partial }) => (
                <TableRow key={t}>
                  <TableCell className="whitespace-nowrap">
                    <Time ms={t} timeZone={timeZone} precision="min" nowMs={nowMs} />
                    {partial ? <span className="text-ink-3"> ({partial})</span> : null}
                  </TableCell>
                  <TableCell numeric>{formatNumber(attempts)}</TableCell>
                  <TableCell>{releases.join(", ")}</TableCell>
                </TableRow>
              ))}
          </TableBody>
        </Table>
      </div>
    </details>
  );
}

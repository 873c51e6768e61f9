import { callsHref } from "#components/charts/calls-href.ts";
import { failedOutcomes } from "#components/charts/traffic-points.ts";
import { EmptyState } from "#components/ui/empty-state";
import { Notice } from "#components/ui/notice";
import { RowLink } from "#components/ui/row-link";
import { Section } from "#components/ui/section";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table";
import { fewSamples, formatDuration, formatNumber, formatRate } from "#lib/format";
import type { RouteFigures } from "#lib/model/stats";
import type { RangeSearch } from "#lib/time/range-search";
import { isWhyNot, type WhyNot } from "../or-why-not";

type FailingRoutesProps = { routes: readonly RouteFigures[] | WhyNot; search: RangeSearch };

/** Where it fails most; a row leads to the failed calls of its route. */
export function FailingRoutes({ routes, search }: FailingRoutesProps) {
  if (isWhyNot(routes)) {
    return (
      <Section title="Routes that fail most">
        <Notice>For this traffic they cannot be told: {routes.whyNot}.</Notice>
      </Section>
    );
  }
  const most = routes[0]?.failures ?? 0;
  return (
    <Section flush title="Routes that fail most" note={routes.length > 0 ? "by number of failed attempts" : undefined}>
      {routes.length === 0 ? (
        <EmptyState title="No route failed in this range" className="py-8" />
      ) : (
        <Table label="Routes that fail most">
          <TableHead>
            <tr>
              <TableHeader className="w-full">Route</TableHeader>
              <TableHeader numeric>Failures</TableHeader>
              <TableHeader className="max-sm:hidden">
                <span className="sr-only">Share of the worst route's failures</span>
              </TableHeader>
              <TableHeader numeric>Rate</TableHeader>
              <TableHeader numeric className="max-sm:hidden">
                Attempts
              </TableHeader>
              <TableHeader numeric className="max-sm:hidden">
                p95
              </TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {routes.map(({ route, attempts, failures, p95 }) => (
              <TableRow key={route}>
                <TableCell mono className="max-w-0 truncate">
                  <RowLink href={callsHref(search, { route: [route], outcome: failedOutcomes })}>{route}</RowLink>
                </TableCell>
                <TableCell numeric>{formatNumber(failures)}</TableCell>
                <TableCell className="max-sm:hidden">
                  <span aria-hidden className="block w-40 xl:w-72">
                    <span
                      className="block h-1.5 min-w-0.5 rounded-[1px] bg-line-3"
                      style={{ width: `${(failures / most) * 100}%` }}
                    />
                  </span>
                </TableCell>
                <TableCell numeric>
                  {formatRate(failures, attempts)}
                  {attempts < fewSamples ? <span className="text-caution"> few</span> : null}
                </TableCell>
                <TableCell numeric className="max-sm:hidden">
                  {formatNumber(attempts)}
                </TableCell>
                <TableCell numeric className="max-sm:hidden">
                  {formatDuration(p95)}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Section>
  );
}

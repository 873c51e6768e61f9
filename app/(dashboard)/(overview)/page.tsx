import type { Metadata } from "next";
import Link from "next/link";
import type { SearchParams } from "nuqs/server";
import { ExportMenu } from "#components/export/export-menu";
import { LiveToggle } from "#components/live/live-toggle";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { Notice } from "#components/ui/notice";
import { PageHeader } from "#components/ui/page-header";
import { StatusSquare } from "#components/ui/status-mark";
import { requireSession } from "#lib/auth/gate";
import { formatAgo, formatRange } from "#lib/time/format-time";
import { labelRange, serializeRangeSearch } from "#lib/time/range-search";
import { liveHindrance, readRangeView } from "../range-view";
import { FailingRoutes } from "./failing-routes";
import { FirstSteps } from "./first-steps";
import { Headline } from "./headline";
import { findNewestCallAtMs, readOverview } from "./read-overview";
import { loadOverviewSearch } from "./search-params";
import { stateSentence } from "./state-sentence";
import { TrafficSection } from "./traffic-section";

type OverviewPageProps = { searchParams: Promise<SearchParams> };

const changesShown = "changes are against the span before it";
const changesMissing = "the span before it has too little data to compare with";

export const metadata: Metadata = { title: "Overview" };

export default async function OverviewPage({ searchParams }: OverviewPageProps) {
  const { app } = await requireSession();
  const search = await loadOverviewSearch(searchParams);
  const view = await readRangeView(searchParams, app.clock.now());
  const { timeZone, nowMs } = view;
  const overview = await readOverview(app.store, view.range, timeZone, nowMs);
  const isEmpty = overview.totals.attempts + overview.totals.blocked === 0;
  const newestAtMs = isEmpty ? await findNewestCallAtMs(app.store, nowMs) : undefined;
  if (isEmpty && newestAtMs === undefined) {
    return (
      <div className="grid gap-5">
        <PageHeader title="Overview">No call is recorded here.</PageHeader>
        <FirstSteps hasKey={app.kisiKey.describe().source !== "none"} />
      </div>
    );
  }
  const label = labelRange(search).toLowerCase();
  const span = label.startsWith("last") ? `the ${label}` : "this range";
  const state = stateSentence({ ...overview, nowMs, timeZone, span });
  return (
    <div className="grid gap-5">
      <PageHeader
        title="Overview"
        actions={
          <>
            <ExportMenu subject="stats" search={serializeRangeSearch("", view.search)} timeZone={timeZone} />
            <LiveToggle hindrance={liveHindrance(search)} />
          </>
        }
      >
        <p className="text-base text-ink">
          {state.worst ? <StatusSquare outcome={state.worst} className="mr-2" /> : null}
          {state.text}
        </p>
        <p className="text-ink-3 text-xs">
          {formatRange(overview.range, timeZone, nowMs)}
          {isEmpty ? "." : `; ${overview.before ? changesShown : changesMissing}.`}
        </p>
      </PageHeader>
      {view.complaint ? (
        <Notice tone="caution">In the address, {view.complaint}. These are the last 24 hours instead.</Notice>
      ) : null}
      {newestAtMs === undefined ? (
        <>
          <Headline {...overview} />
          <TrafficSection overview={overview} view={view} search={search} />
          <FailingRoutes routes={overview.routes} search={view.search} />
        </>
      ) : (
        <EmptyState
          className="rounded-lg border"
          title="No attempts in this range"
          actions={
            <Button asChild>
              <Link href={serializeRangeSearch("/", aroundSearch(newestAtMs))}>Show the day up to the newest call</Link>
            </Button>
          }
        >
          The newest call was {formatAgo(newestAtMs, nowMs)}.
        </EmptyState>
      )}
    </div>
  );
}

function aroundSearch(ms: number) {
  const toMs = ms + 60_000;
  return { from: new Date(toMs - 86_400_000).toISOString(), to: new Date(toMs).toISOString() };
}

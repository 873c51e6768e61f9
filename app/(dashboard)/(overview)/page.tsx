import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { ExportMenu } from "#components/export/export-menu";
import { LiveToggle } from "#components/live/live-toggle";
import { Notice } from "#components/ui/notice";
import { PageHeader } from "#components/ui/page-header";
import { StatusSquare } from "#components/ui/status-mark";
import { requireSession } from "#lib/auth/gate";
import { formatRange } from "#lib/time/format-time";
import { labelRange, serializeRangeSearch } from "#lib/time/range-search";
import { isWhyNot, orWhyNot, type WhyNot } from "../or-why-not";
import { liveHindrance, readRangeView } from "../range-view";
import { ExpectedNote } from "./expected-note";
import { FailingRoutes } from "./failing-routes";
import { FirstSteps, NextStep } from "./first-steps";
import { Headline } from "./headline";
import { NoAttempts } from "./no-attempts";
import { OpenProblems } from "./open-problems";
import { leaveOutExpected } from "./read-expected-failures";
import { findNewestCallAtMs, readOverview } from "./read-overview";
import { loadOverviewSearch } from "./search-params";
import { stateSentence } from "./state-sentence";
import { TrafficSection } from "./traffic-section";

type OverviewPageProps = { searchParams: Promise<SearchParams> };

const changesShown = "changes are against the span before it";
const changesMissing = "the span before it has too little data to compare with";

export const metadata: Metadata = { title: "Overview" };

export default async function OverviewPage({ searchParams }: OverviewPageProps) {
  const { app, account } = await requireSession();
  const search = await loadOverviewSearch(searchParams);
  const view = await readRangeView(searchParams, app.clock.now());
  const { timeZone, nowMs } = view;
  const whole = await orWhyNot(readOverview(app.store, view));
  if (isWhyNot(whole)) return <Unanswerable whyNot={whole.whyNot} />;
  const expected = app.riskSettings.isReadable() ? app.riskSettings.read().expected : [];
  const { overview, note } = await leaveOutExpected(app.store, whole, { ...view, expected });
  const isEmpty = overview.totals.attempts + overview.totals.blocked === 0;
  const newestAtMs = isEmpty ? await findNewestCallAtMs(app.store, view) : undefined;
  const isNarrowed = Object.keys(view.filter).length > 0;
  if (isEmpty && newestAtMs === undefined && !isNarrowed) {
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
      {isEmpty ? (
        <NoAttempts newestAtMs={newestAtMs} search={view.search} nowMs={nowMs} />
      ) : (
        <>
          <ExpectedNote note={note} />
          <NextStep app={app} role={account.role} nowMs={nowMs} />
          <Headline {...overview} />
          <TrafficSection app={app} overview={search.show === "all" ? whole : overview} view={view} search={search} />
          <OpenProblems app={app} view={view} />
          <FailingRoutes routes={overview.routes} search={view.search} />
        </>
      )}
    </div>
  );
}

function Unanswerable({ whyNot }: WhyNot) {
  return (
    <div className="grid gap-5">
      <PageHeader title="Overview">These figures cannot be told.</PageHeader>
      <Notice tone="caution">
        Of the traffic that is chosen above, {whyNot}. Choose a later or shorter range, or take a part of the choice
        away.
      </Notice>
    </div>
  );
}

import type { Metadata } from "next";
import Link from "next/link";
import type { SearchParams } from "nuqs/server";
import { ExportMenu } from "#components/export/export-menu";
import { Notice } from "#components/ui/notice";
import { PageHeader } from "#components/ui/page-header";
import { requireSession } from "#lib/auth/gate";
import { formatCount } from "#lib/format";
import { formatRange } from "#lib/time/format-time";
import { type RangeSearch, serializeRangeSearch } from "#lib/time/range-search";
import { readRangeView } from "../../range-view";
import { AlertsTabs } from "../alerts-tabs";
import { NotifyToggle } from "../notify-toggle";
import { SilenceDialog } from "../silence-dialog";
import { FiringSection } from "./firing-section";
import { HistorySection } from "./history-section";
import { readAlertsPage } from "./read-alerts-page";
import { SilenceSection } from "./silence-section";
import { TimelineSection } from "./timeline-section";

export const metadata: Metadata = { title: "Alerts" };

/** What fires, and what has. */
export default async function AlertsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { app } = await requireSession();
  const view = await readRangeView(searchParams, app.clock.now());
  const { firing, history, isCut, timeline, silences, rules, channels } = await readAlertsPage(app, view);
  const { timeZone, nowMs } = view;
  const words = formatRange(view.range, timeZone, nowMs);
  const names = new Map(rules.map(({ id, name }) => [id, name]));
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <PageHeader
        title="Alerts"
        actions={
          <>
            <AlertsTabs current="/alerts" />
            <ExportMenu subject="alerts" search={rangeOf(view.search)} timeZone={timeZone} />
            <NotifyToggle />
            <SilenceDialog size="sm" rules={rules.map(({ id, name }) => ({ id, name }))} />
          </>
        }
      >
        <p className="text-base text-ink">
          {firing.length === 0 ? "Nothing fires." : `${formatCount(firing.length, "alert")} firing.`}
        </p>
      </PageHeader>
      {view.complaint ? (
        <Notice tone="caution">In the address, {view.complaint}. These are the last 24 hours instead.</Notice>
      ) : null}
      {channels === 0 ? (
        <Notice>
          Alerts are seen here and nowhere else, for there is no channel yet. Add a webhook, Slack or an e-mail address
          under{" "}
          <Link href="/alerts/channels" className="link">
            Channels
          </Link>
          .
        </Notice>
      ) : null}
      <FiringSection
        alerts={firing}
        rules={rules.filter(({ enabled }) => enabled).length}
        timeZone={timeZone}
        nowMs={nowMs}
      />
      {silences.length === 0 ? null : (
        <SilenceSection
          silences={silences}
          nameOf={(id) => names.get(id) ?? "a rule that is gone"}
          timeZone={timeZone}
          nowMs={nowMs}
        />
      )}
      {timeline === null || history.length === 0 ? null : <TimelineSection timeline={timeline} note={words} />}
      <HistorySection alerts={history} words={words} isCut={isCut} timeZone={timeZone} nowMs={nowMs} />
    </div>
  );
}

/** Alerts are about all traffic, so whose it is does not go along. */
function rangeOf({ last, from, to }: RangeSearch): string {
  return serializeRangeSearch("", { last, from, to });
}

import { FileText } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { ExportMenu } from "#components/export/export-menu";
import { LiveToggle } from "#components/live/live-toggle";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { PageHeader } from "#components/ui/page-header";
import { Section } from "#components/ui/section";
import { requireSession } from "#lib/auth/gate";
import { formatRange } from "#lib/time/format-time";
import { liveHindrance, readRangeView } from "../../range-view";
import { callsHref, firstOf, type PageParams, readCallFilter } from "../calls-search";
import { CallsTable } from "../calls-table";
import { FilterBar } from "../filter-bar";
import { nameProblems } from "../name-problems";
import { NoCalls } from "../no-calls";
import { readCallPage } from "../read-call-page";

export const metadata: Metadata = { title: "Calls" };

const pageSize = 50;

export default async function CallsPage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const { app } = await requireSession();
  const params = await searchParams;
  const nowMs = app.clock.now();
  const { range, timeZone, complaint, search } = await readRangeView(searchParams, nowMs);
  const shown = readCallFilter(params);
  const query = {
    range,
    filter: shown.filter,
    match: shown.match,
    limit: pageSize,
    cursor: firstOf(params.cursor) ?? null,
  };
  const [{ page, cursor, complaint: lost }, values, problemWords] = await Promise.all([
    readCallPage(app.store, query),
    app.store.listFilterValues(),
    nameProblems(app.store, shown.filter.problem),
  ]);
  const misread = complaint ? `In the address, ${complaint}. These are the last 24 hours instead.` : null;
  const complaints = [misread, ...shown.complaints, lost].filter((text) => text !== null);
  const { retentionDays } = app.env;
  return (
    <div className="grid gap-5">
      <PageHeader
        title="Calls"
        actions={
          <>
            <Button asChild size="sm">
              <Link href={callsHref(params, { cursor: null }).replace(/^\/calls/, "/reports/new")} prefetch={false}>
                <FileText aria-hidden />
                Report
              </Link>
            </Button>
            <ExportMenu subject="calls" search={callsHref(params).replace(/^[^?]*/, "")} timeZone={timeZone} />
            <LiveToggle
              hindrance={
                cursor ? "These are older calls: go to the newest to follow the traffic" : liveHindrance(search)
              }
            />
          </>
        }
      >
        {shown.match === "any"
          ? "Every call with an attempt in this range that is as the filters say, even if a later one healed it. "
          : "Every call to Kisi, newest first, by how it ended. "}
        {formatRange(range, timeZone, nowMs)}.
      </PageHeader>
      {complaints.map((text) => (
        <Notice key={text} tone="caution">
          {text}
        </Notice>
      ))}
      <FilterBar params={params} shown={shown} routes={values.routes} problemWords={problemWords} />
      <Section title={cursor ? "Older calls" : "Newest calls"} flush>
        {page.data.length === 0 ? (
          <NoCalls
            params={params}
            filtered={shown.written.length > 0}
            match={shown.match}
            nextCursor={page.nextCursor}
            keptDays={range.fromMs < nowMs - retentionDays * 86_400_000 ? retentionDays : null}
          />
        ) : (
          <CallsTable
            calls={page.data}
            timeZone={timeZone}
            nowMs={nowMs}
            integrationName={app.integrations.nameOf}
            hrefOf={(callId) => callsHref(params).replace(/^\/calls/, `/calls/${callId}`)}
          />
        )}
        <Pager params={params} cursor={cursor} nextCursor={page.data.length === 0 ? null : page.nextCursor} />
      </Section>
    </div>
  );
}

type PagerProps = {
  readonly params: PageParams;
  readonly cursor: string | null;
  readonly nextCursor: string | null;
};

function Pager({ params, cursor, nextCursor }: PagerProps) {
  if (!cursor && !nextCursor) return null;
  return (
    <nav aria-label="Pages" className="flex justify-between gap-2 border-t px-4 py-2">
      {cursor ? (
        <Button asChild variant="ghost">
          <Link href={callsHref(params)}>Newest</Link>
        </Button>
      ) : (
        <span />
      )}
      {nextCursor ? (
        <Button asChild>
          <Link href={callsHref(params, { cursor: nextCursor })}>Older</Link>
        </Button>
      ) : null}
    </nav>
  );
}

import type { Metadata } from "next";
import Link from "next/link";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { Notice } from "#components/ui/notice";
import { PageHeader } from "#components/ui/page-header";
import { Section } from "#components/ui/section";
import { requireSession } from "#lib/auth/gate";
import { formatRange } from "#lib/time/format-time";
import { listCalls } from "#lib/traffic/calls";
import { readRangeView } from "../range-view";
import { callsHref, firstOf, type PageParams, readCallFilter } from "./calls-search";
import { CallsTable } from "./calls-table";
import { FilterBar } from "./filter-bar";

export const metadata: Metadata = { title: "Calls" };

const pageSize = 50;

export default async function CallsPage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const { app } = await requireSession();
  const params = await searchParams;
  const nowMs = app.clock.now();
  const { range, timeZone, complaint } = await readRangeView(searchParams, nowMs);
  const shown = readCallFilter(params);
  const cursor = firstOf(params.cursor) ?? null;
  const [page, values] = await Promise.all([
    listCalls(app.store, { range, filter: shown.filter, limit: pageSize, cursor }),
    app.store.listFilterValues(),
  ]);
  const complaints = complaint ? [complaint, ...shown.complaints] : shown.complaints;
  return (
    <div className="grid gap-5">
      <PageHeader title="Calls">Every call to Kisi, newest first. {formatRange(range, timeZone, nowMs)}.</PageHeader>
      {complaints.map((text) => (
        <Notice key={text} tone="caution">
          {text}
        </Notice>
      ))}
      <FilterBar params={params} shown={shown} values={values} />
      <Section title={cursor ? "Older calls" : "Newest calls"} flush>
        {page.data.length === 0 ? (
          <NoCalls params={params} filtered={shown.written.length > 0} nextCursor={page.nextCursor} />
        ) : (
          <CallsTable
            calls={page.data}
            timeZone={timeZone}
            nowMs={nowMs}
            hrefOf={(callId) => callsHref(params).replace(/^\/calls/, `/calls/${callId}`)}
          />
        )}
        <Pager params={params} cursor={cursor} nextCursor={page.data.length === 0 ? null : page.nextCursor} />
      </Section>
    </div>
  );
}

type NoCallsProps = { params: PageParams; filtered: boolean; nextCursor: string | null };

function NoCalls({ params, filtered, nextCursor }: NoCallsProps) {
  if (nextCursor) {
    return (
      <EmptyState
        title="Nothing found so far"
        actions={
          <Button asChild variant="primary">
            <Link href={callsHref(params, { cursor: nextCursor })}>Search on</Link>
          </Button>
        }
      >
        A search stops after a while so that it never slows the traffic down. There are older calls to look through.
      </EmptyState>
    );
  }
  if (filtered) {
    const {
      last = null,
      from = null,
      to = null,
      tz = null,
    } = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, firstOf(value) ?? null]));
    return (
      <EmptyState
        title="No call in this range matches the filters"
        actions={
          <Button asChild>
            <Link href={callsHref({}, { last, from, to, tz })}>Clear filters</Link>
          </Button>
        }
      >
        Take a filter away, or choose a longer range.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No call in this range"
      actions={
        <Button asChild variant="primary">
          <Link href="/console">Open the Console</Link>
        </Button>
      }
    >
      Nothing was sent to Kisi through Ajar in this range. Choose a longer one, or send a first call from the Console.
    </EmptyState>
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

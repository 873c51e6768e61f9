import type { Metadata } from "next";
import Link from "next/link";
import type { SearchParams } from "nuqs/server";
import { ExportMenu } from "#components/export/export-menu";
import { LiveToggle } from "#components/live/live-toggle";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { Notice } from "#components/ui/notice";
import { PageHeader } from "#components/ui/page-header";
import { Section } from "#components/ui/section";
import { requireSession } from "#lib/auth/gate";
import { formatCount } from "#lib/format";
import { roleScopes } from "#lib/model/account";
import { formatRange } from "#lib/time/format-time";
import { serializeRangeSearch } from "#lib/time/range-search";
import { ConnectProgram } from "../../connect-program";
import { liveHindrance, readRangeView } from "../../range-view";
import { toProblemRow } from "../problem-row";
import {
  exportSearch,
  isNarrowed,
  loadProblemsSearch,
  type ProblemsSearch,
  serializeProblemsSearch,
} from "../problems-search";
import { ProblemList } from "./problem-list";
import { ProblemsFilter } from "./problems-filter";
import { readProblemsPage } from "./read-problems-page";

export const metadata: Metadata = { title: "Problems" };

export default async function ProblemsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { app, account } = await requireSession();
  const search = await loadProblemsSearch(searchParams);
  const nowMs = app.clock.now();
  const { range, filter, timeZone, complaint } = await readRangeView(searchParams, nowMs);
  const { page, cursor, complaint: lost } = await readProblemsPage(app, { range, senders: filter, search });
  const complaints = [complaint ? `In the address, ${complaint}. These are the last 24 hours.` : null, lost];
  const hrefOf = (id: string) => serializeRangeSearch(`/problems/${id}`, search);
  const rows = page.data.map((listed) => toProblemRow(listed, { nowMs, timeZone, hrefOf }));
  return (
    <div className="grid gap-5">
      <PageHeader
        title="Problems"
        actions={
          <>
            <ExportMenu subject="problems" search={exportSearch(search)} timeZone={timeZone} />
            <LiveToggle hindrance={liveHindrance(search)} />
          </>
        }
      >
        Failures of one kind, followed to their end. Counted over {formatRange(range, timeZone, nowMs)}. What your
        programs do wrong whatever comes back is told under{" "}
        <Link href={serializeRangeSearch("/risk/hygiene", { tz: search.tz })} prefetch={false} className="link">
          Hygiene
        </Link>
        .
      </PageHeader>
      {complaints.map((text) =>
        text ? (
          <Notice key={text} tone="caution">
            {text}
          </Notice>
        ) : null,
      )}
      <ProblemsFilter search={search} />
      <Section title={formatCount(page.total, "problem")} note={orderNotes[search.sort]} flush>
        {rows.length === 0 ? (
          <NoProblems search={search} hasTraffic={(await app.store.listFilterValues()).routes.length > 0} />
        ) : (
          <ProblemList rows={rows} canChange={roleScopes[account.role].includes("write")} />
        )}
        <Pager search={search} cursor={cursor} nextCursor={page.nextCursor} />
      </Section>
    </div>
  );
}

const orderNotes: Readonly<Record<ProblemsSearch["sort"], string>> = {
  cost: "Those first that cost the budget most: bad attempts in the range.",
  attempts: "Those first with most failed attempts in the range.",
  lastSeen: "Those first that failed last.",
  firstSeen: "The youngest first.",
};

function NoProblems({ search, hasTraffic }: { readonly search: ProblemsSearch; readonly hasTraffic: boolean }) {
  if (isNarrowed(search)) {
    const cleared = { ...search, q: null, outcome: null, integration: null, credential: null, cursor: null };
    return (
      <EmptyState
        title="No problem fits these filters"
        actions={
          <Button asChild>
            <Link href={serializeProblemsSearch("/problems", cleared)}>Clear the filters</Link>
          </Button>
        }
      />
    );
  }
  if (search.view !== "open" && search.view !== "all") {
    return (
      <EmptyState title={`No problem is ${search.view}`}>Problems of other states may stand under All.</EmptyState>
    );
  }
  if (!hasTraffic) {
    return (
      <EmptyState title="Nothing is known yet" actions={<ConnectProgram />}>
        No call to Kisi went through Ajar. Once one fails, it is grouped here by route, status and Kisi's error code.
      </EmptyState>
    );
  }
  return (
    <EmptyState title={search.view === "open" ? "No open problems" : "No problem was ever seen"}>
      Failures are grouped here by route, status and Kisi's error code as soon as a call fails.
    </EmptyState>
  );
}

type PagerProps = {
  readonly search: ProblemsSearch;
  readonly cursor: string | null;
  readonly nextCursor: string | null;
};

function Pager({ search, cursor, nextCursor }: PagerProps) {
  if (!cursor && !nextCursor) return null;
  return (
    <nav aria-label="Pages" className="flex justify-between gap-2 border-t px-4 py-2">
      {cursor ? (
        <Button asChild variant="ghost">
          <Link href={serializeProblemsSearch("/problems", { ...search, cursor: null })}>First</Link>
        </Button>
      ) : (
        <span />
      )}
      {nextCursor ? (
        <Button asChild>
          <Link href={serializeProblemsSearch("/problems", { ...search, cursor: nextCursor })}>More</Link>
        </Button>
      ) : null}
    </nav>
  );
}

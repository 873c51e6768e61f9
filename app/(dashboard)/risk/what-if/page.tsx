import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { Suspense } from "react";
import { PageHeader } from "#components/ui/page-header";
import { Skeleton } from "#components/ui/skeleton";
import { requireSession } from "#lib/auth/gate";
import { readRangeView } from "../../range-view";
import { RiskTabs } from "../risk-tabs";
import { HistorySection } from "./history-section";
import { loadLimitSearch } from "./limit-search.ts";

export const metadata: Metadata = { title: "What if" };

/** Tries limits that Kisi might have on all that is recorded. */
export default async function WhatIfPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { app } = await requireSession();
  const search = await loadLimitSearch(searchParams);
  const view = await readRangeView(searchParams, app.clock.now());
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <PageHeader
        title="What if Kisi's limit were another?"
        actions={<RiskTabs current="/risk/what-if" tz={search.tz} />}
      >
        Kisi suspends who sends too many bad requests, and says no number. Try one on your own history.
      </PageHeader>
      <Suspense fallback={<HistoryLoading />}>
        <HistorySection app={app} search={search} view={view} />
      </Suspense>
    </div>
  );
}

function HistoryLoading() {
  return (
    <div className="grid gap-5" aria-busy="true">
      <Skeleton className="h-44" />
      <Skeleton className="h-5 w-96 max-w-full" />
      <Skeleton className="h-[88px]" />
      <Skeleton className="h-80" />
    </div>
  );
}

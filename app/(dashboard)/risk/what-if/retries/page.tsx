import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { Suspense } from "react";
import { Notice } from "#components/ui/notice";
import { PageHeader } from "#components/ui/page-header";
import { SegmentedLinks } from "#components/ui/segmented";
import { Skeleton } from "#components/ui/skeleton";
import { requireSession } from "#lib/auth/gate";
import { readLocalTimeZone } from "../../../range-view";
import { RiskTabs } from "../../risk-tabs";
import { OwnPolicyForm } from "./own-policy-form";
import { loadReplaySearch, readOwnPolicy, replaySpans, serializeReplaySearch } from "./replay-search.ts";
import { ReplaySection } from "./replay-section";

export const metadata: Metadata = { title: "What if: retries" };

/** Replays recorded traffic under other retry policies. */
export default async function RetriesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { app } = await requireSession();
  const search = await loadReplaySearch(searchParams);
  const { own, complaint } = readOwnPolicy(search);
  const timeZone = search.tz === "utc" ? "UTC" : await readLocalTimeZone();
  const { policy: _, ...read } = search;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <PageHeader
        title="What if your calls were retried otherwise?"
        actions={<RiskTabs current="/risk/what-if/retries" tz={search.tz} />}
      >
        Every retry is an attempt that Kisi counts. Recorded traffic, replayed under other policies.
      </PageHeader>
      <SegmentedLinks
        label="Traffic of the last"
        className="justify-self-start"
        items={replaySpans.map(({ last, label }) => ({
          label,
          href: serializeReplaySearch("/risk/what-if/retries", { ...search, last }),
          current: last === search.last,
        }))}
      />
      {complaint ? (
        <Notice tone="caution">In your own policy, {complaint}. The default one stands in for it.</Notice>
      ) : null}
      <Suspense key={JSON.stringify(read)} fallback={<ReplayLoading />}>
        <ReplaySection app={app} search={search} own={own} view={{ timeZone, nowMs: app.clock.now() }} />
      </Suspense>
      <OwnPolicyForm key={JSON.stringify(own)} own={own} search={search} />
    </div>
  );
}

function ReplayLoading() {
  return (
    <div className="grid gap-5" aria-busy="true">
      <p className="text-ink-3">Replaying…</p>
      <Skeleton className="h-9" />
      <Skeleton className="h-96" />
      <Skeleton className="h-64" />
    </div>
  );
}

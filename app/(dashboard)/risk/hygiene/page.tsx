import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { Suspense } from "react";
import { PageHeader } from "#components/ui/page-header";
import { SegmentedLinks } from "#components/ui/segmented";
import { Skeleton } from "#components/ui/skeleton";
import { requireSession } from "#lib/auth/gate";
import { readLocalTimeZone } from "../../range-view";
import { RiskTabs } from "../risk-tabs";
import { HygieneBody } from "./hygiene-body";
import { hygieneSpans, loadHygieneSearch, serializeHygieneSearch } from "./hygiene-search";

export const metadata: Metadata = { title: "Hygiene" };

/** What programs do against Kisi's rules, with the calls that show it and what to do; and what ends when. */
export default async function HygienePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { app } = await requireSession();
  const search = await loadHygieneSearch(searchParams);
  const timeZone = search.tz === "utc" ? "UTC" : await readLocalTimeZone();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <PageHeader title="Hygiene" actions={<RiskTabs current="/risk/hygiene" tz={search.tz} />}>
        What your programs do against Kisi's rules: how they retry, how fast they call, how they sign in, and what they
        call that will end. Each finding has its calls and its fix.
      </PageHeader>
      <SegmentedLinks
        label="Traffic of the last"
        className="justify-self-start"
        items={hygieneSpans.map(({ last, label }) => ({
          label,
          href: serializeHygieneSearch("/risk/hygiene", { ...search, last }),
          current: last === search.last,
        }))}
      />
      <Suspense key={search.last} fallback={<HygieneLoading />}>
        <HygieneBody app={app} search={search} view={{ timeZone, nowMs: app.clock.now() }} />
      </Suspense>
    </div>
  );
}

function HygieneLoading() {
  return (
    <div className="grid gap-5" aria-busy="true">
      <p className="text-ink-3">Going through the calls…</p>
      <Skeleton className="h-64" />
      <Skeleton className="h-48" />
      <Skeleton className="h-48" />
    </div>
  );
}

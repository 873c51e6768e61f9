import type { Metadata } from "next";
import Link from "next/link";
import { Fact, Facts } from "#components/ui/facts";
import { Notice } from "#components/ui/notice";
import { PageHeader } from "#components/ui/page-header";
import { Section } from "#components/ui/section";
import { SegmentedLinks } from "#components/ui/segmented";
import { requireSession } from "#lib/auth/gate";
import { formatCount } from "#lib/format";
import { describeFilter } from "#lib/reports/describe-filter";
import { formatRange } from "#lib/time/format-time";
import { rangePresets } from "#lib/time/range";
import { readStats } from "#lib/traffic/read-stats";
import { callsHref, type PageParams, readCallFilter } from "../../calls/calls-search";
import { nameProblems } from "../../calls/name-problems";
import { isWhyNot, orWhyNot } from "../../or-why-not";
import { readRangeView } from "../../range-view";
import { Steps } from "../steps";
import { DraftForm } from "./draft-form";

export const metadata: Metadata = { title: "New report" };

export default async function NewReportPage({ searchParams }: { searchParams: Promise<PageParams> }) {
  const { app } = await requireSession();
  const params = await searchParams;
  const nowMs = app.clock.now();
  const { range, timeZone, complaint, search } = await readRangeView(searchParams, nowMs);
  const { filter, written, complaints } = readCallFilter(params);
  const stats = await orWhyNot(readStats(app.store, { range, filter, by: "none", bucket: "auto", timeZone: "UTC" }));
  const problemWords = await nameProblems(app.store, filter.problem);
  const named = Object.fromEntries(written.map(({ name, value }) => [name, value]));
  const here = (changes: Readonly<Record<string, string | null>>) =>
    callsHref(params, changes).replace(/^\/calls/, "/reports/new");
  return (
    <div className="grid gap-5">
      <PageHeader title="New report">
        <Steps current="scope" />
      </PageHeader>
      {[complaint, ...complaints].filter(Boolean).map((text) => (
        <Notice key={text} tone="caution">
          {text}
        </Notice>
      ))}
      <Section
        title="What it is about"
        actions={
          <SegmentedLinks
            label="Range"
            items={rangePresets.map(({ last }) => ({
              label: last,
              href: here({ last, from: null, to: null }),
              current: search.last === last || (!search.last && !search.from && last === "24h"),
            }))}
          />
        }
      >
        <Facts>
          <Fact name="Range">{formatRange(range, timeZone, nowMs)}</Fact>
          <Fact name="In UTC, as Kisi reads it">{formatRange(range, "UTC", nowMs)}</Fact>
          <Fact name="Attempts">
            {describeFilter(problemWords === null ? named : { ...named, problem: problemWords })}{" "}
            <Link href={callsHref(params)} className="link">
              Choose others on Calls
            </Link>
          </Fact>
          <Fact name="Found">
            {isWhyNot(stats)
              ? `not known before they are read: ${stats.whyNot}`
              : `${formatCount(stats.totals.attempts, "attempt")}, ${formatCount(stats.totals.failures, "of them failed", "of them failed")}`}
          </Fact>
        </Facts>
      </Section>
      <Section title="What it is for">
        <DraftForm {...range} filter={new URLSearchParams(named).toString()} />
      </Section>
    </div>
  );
}

import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { PageHeader } from "#components/ui/page-header";
import { Section } from "#components/ui/section";
import { requireSession } from "#lib/auth/gate";
import { AppError } from "#lib/errors";
import { formatCount } from "#lib/format";
import type { Report } from "#lib/model/report";
import { mailHref } from "#lib/reports/mail-href";
import { outlineReport } from "#lib/reports/outline-report";
import { readFilter } from "#lib/reports/read-filter";
import { readReportSettings } from "#lib/reports/report-settings";
import type { ReportView } from "#lib/reports/reports";
import { suggestTitle } from "#lib/reports/suggest-words";
import type { App } from "#lib/server/app";
import { readStats } from "#lib/traffic/read-stats";
import { isWhyNot, orWhyNot } from "../../or-why-not";
import { Steps } from "../steps";
import { DownloadSection } from "./download-section";
import { GatheringSection } from "./gathering-section";
import { IssueSection } from "./issue-section";
import { OutlineView } from "./outline-view";
import { RedactionSection } from "./redaction-section";
import { WordsForm } from "./words-form";

type ReportPageProps = { readonly params: Promise<{ readonly reportId: string }> };

/** Once a request, for the title and for the page. */
const readReport = cache(async (id: string) => {
  const { app } = await requireSession();
  try {
    return { app, view: await app.reports.get(id) };
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return { app, view: null };
    throw error;
  }
});

export async function generateMetadata({ params }: ReportPageProps): Promise<Metadata> {
  const { view } = await readReport((await params).reportId);
  if (!view) return { title: "No such report" };
  return { title: view.issue ? `Report ${view.issue.number}` : "Draft of a report" };
}

export default async function ReportPage({ params }: ReportPageProps) {
  const { app, view } = await readReport((await params).reportId);
  if (!view) notFound();
  const { report, issue, gathering } = view;
  const isReading = issue === null && (report === null || gathering !== null);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <PageHeader title={issue ? `Report ${issue.number}` : "Draft of a report"}>
        {issue ? report?.title : <Steps current={report ? "preview" : "scope"} />}
      </PageHeader>
      {report === null || isReading ? (
        <GatheringSection id={view.id} gathering={gathering} expected={await countAttempts(app, view)} />
      ) : (
        <Shown app={app} view={view} report={report} />
      )}
    </div>
  );
}

function Shown({ app, view, report }: ShownReport & { app: App }) {
  return (
    <>
      {view.issue ? <Downloads app={app} view={view} report={report} /> : <DraftSections view={view} report={report} />}
      <Section title={view.issue ? "The report" : "Preview: exactly what leaves"}>
        <OutlineView outline={outlineReport(report, view.issue)} />
      </Section>
    </>
  );
}

type ShownReport = { view: ReportView; report: Report };

function DraftSections({ view: { id, spec }, report }: ShownReport) {
  const { template, title, impact, expected, actual, stepsTaken, hide, withoutExchanges } = spec;
  const words = { title, impact, expected, actual, stepsTaken, hide: hide.join("\n") };
  return (
    <>
      <Section title="What happened" note="Keys and personal data that are typed here are hidden, too.">
        <WordsForm
          id={id}
          template={template}
          kept={nullsToEmpty(words)}
          suggestedTitle={suggestTitle(report)}
          withoutExchanges={withoutExchanges}
        />
      </Section>
      <RedactionSection outline={outlineReport(report, null)} />
      <IssueSection id={id} attempts={formatCount(report.attachments.attempts, "attempt")} />
    </>
  );
}

async function Downloads({ app, view: { id, issue }, report }: ShownReport & { app: App }) {
  if (issue === null) return null;
  const { supportAddress } = await readReportSettings(app.store);
  const fileName = `ajar-report-${issue.number}.pdf`;
  return (
    <DownloadSection
      id={id}
      sha256={issue.sha256}
      supportAddress={supportAddress}
      mailHref={mailHref(supportAddress, outlineReport(report, issue), fileName)}
    />
  );
}

/** How many attempts there are to read; null where the rollups cannot tell. */
async function countAttempts(app: App, { spec }: ReportView): Promise<number | null> {
  const range = { fromMs: spec.fromMs, toMs: spec.toMs };
  const query = { range, filter: readFilter(spec.filter), by: "none", bucket: "auto", timeZone: "UTC" } as const;
  const stats = await orWhyNot(readStats(app.store, query));
  return isWhyNot(stats) ? null : stats.totals.attempts;
}

function nullsToEmpty<Name extends string>(words: Readonly<Record<Name, string | null>>): Record<Name, string> {
  return Object.fromEntries(Object.entries(words).map(([name, text]) => [name, text ?? ""])) as Record<Name, string>;
}

import type { Metadata } from "next";
import Link from "next/link";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { PageHeader } from "#components/ui/page-header";
import { Section } from "#components/ui/section";
import { requireSession } from "#lib/auth/gate";
import type { DigestSettings } from "#lib/model/digest";
import { readLastDays } from "#lib/reports/good-standing";
import { readReportSettings } from "#lib/reports/report-settings";
import { readLocalTimeZone } from "../../range-view";
import { ReportsTable } from "../reports-table";
import { SenderForm } from "../sender-form";
import { StandingSection } from "../standing-section";

export const metadata: Metadata = { title: "Reports" };

const daysShown = 14;

export default async function ReportsPage() {
  const { app } = await requireSession();
  const [reports, days, settings, timeZone] = await Promise.all([
    app.reports.list(),
    readLastDays(app.store, daysShown),
    readReportSettings(app.store),
    readLocalTimeZone(),
  ]);
  return (
    <div className="grid gap-5">
      <PageHeader
        title="Reports"
        actions={
          <Button asChild variant="primary">
            <Link href="/reports/new">New report</Link>
          </Button>
        }
      >
        What failed, told so that Kisi Support can answer in one round. No report is sent by itself.
      </PageHeader>
      <Section title="Reports and drafts" flush>
        {reports.length === 0 ? (
          <EmptyState title="No report yet" actions={<NewReport />}>
            A report is about a range and a filter: begin here, or on Calls with the filter that shows the failures.
          </EmptyState>
        ) : (
          <ReportsTable reports={reports} timeZone={timeZone} nowMs={app.clock.now()} />
        )}
      </Section>
      <StandingSection days={days} />
      <Section
        title="Weekly digest"
        note={digestWords(app.digest.settings.read())}
        actions={
          <Button asChild>
            <Link href="/reports/digest">Set up and preview</Link>
          </Button>
        }
      >
        <p className="text-ink-2">
          What stood out in a week, by mail: traffic, budget, problems, alerts and refused keys.
        </p>
      </Section>
      <Section title="What stands in every report" note="For reports that are gathered from now on.">
        <SenderForm
          kept={{
            organization: settings.organization ?? "",
            contact: settings.contact ?? "",
            address: settings.address ?? "",
            supportAddress: settings.supportAddress,
          }}
        />
      </Section>
    </div>
  );
}

function digestWords({ enabled, weekday, hour, timeZone }: DigestSettings): string {
  const day = weekday.charAt(0).toUpperCase() + weekday.slice(1);
  return enabled ? `Each ${day} at ${String(hour).padStart(2, "0")}:00, ${timeZone}.` : "Off.";
}

function NewReport() {
  return (
    <>
      <Button asChild variant="primary">
        <Link href="/reports/new">New report</Link>
      </Button>
      <Button asChild>
        <Link href="/calls">Go to Calls</Link>
      </Button>
    </>
  );
}

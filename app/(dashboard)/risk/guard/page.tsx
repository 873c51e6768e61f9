import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { LiveToggle } from "#components/live/live-toggle";
import { Notice } from "#components/ui/notice";
import { PageHeader } from "#components/ui/page-header";
import { requireSession } from "#lib/auth/gate";
import { readRangeView } from "../../range-view";
import { RiskTabs } from "../risk-tabs";
import { SuspensionSection } from "../suspension-section";
import { CountsRow } from "./counts-row";
import { guardSentence } from "./guard-sentence";
import { HoldSection } from "./hold-section";
import { readHolds } from "./read-holds";
import { SettingsSection } from "./settings-section";

export const metadata: Metadata = { title: "Guard" };

/** What is kept from Kisi because it can only fail, what that saves, and who decides. */
export default async function GuardPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { app } = await requireSession();
  const { search, timeZone, nowMs } = await readRangeView(searchParams, app.clock.now());
  const settings = app.guardSettings.inForce();
  const counts = app.guard.counts();
  const holds = await readHolds(app);
  const areReadable = app.guardSettings.isReadable() && app.prioritySettings.isReadable();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <PageHeader
        title="Guard"
        actions={
          <>
            <RiskTabs current="/risk/guard" tz={search.tz} />
            <LiveToggle />
          </>
        }
      >
        <p className="text-base text-ink">{guardSentence(settings, holds.length)}</p>
      </PageHeader>
      {areReadable ? null : (
        <Notice tone="danger">
          What was set here cannot be read: it was changed on disk, or comes from another version. The defaults are in
          force. Save the settings below anew.
        </Notice>
      )}
      {counts.errors === 0 ? null : (
        <Notice tone="caution">
          The guard has failed {counts.errors} times since the start, and let each of those calls pass. The log names
          the cause.
        </Notice>
      )}
      <SuspensionSection app={app} nowMs={nowMs} timeZone={timeZone} tz={search.tz} />
      <CountsRow counts={counts} timeZone={timeZone} nowMs={nowMs} />
      <HoldSection holds={holds} timeZone={timeZone} nowMs={nowMs} />
      <SettingsSection app={app} />
    </div>
  );
}

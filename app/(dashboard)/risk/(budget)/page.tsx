import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { LiveToggle } from "#components/live/live-toggle";
import { LevelMark } from "#components/risk/level-mark";
import { Notice } from "#components/ui/notice";
import { PageHeader } from "#components/ui/page-header";
import { requireSession } from "#lib/auth/gate";
import { roleScopes } from "#lib/model/account";
import { defaultRiskSettings } from "#lib/model/risk-settings";
import { liveHindrance, readRangeView } from "../../range-view";
import { RiskTabs } from "../risk-tabs";
import { SuspensionSection } from "../suspension-section";
import { BudgetSection } from "./budget-section";
import { forecastSentence } from "./forecast-sentence";
import { GuardHint } from "./guard-hint";
import { LimitsSection } from "./limits-section";
import { PresetSection } from "./preset-section";
import { readRiskPage } from "./read-risk-page";
import { riskSentence } from "./risk-sentence";
import { loadRiskSearch } from "./search-params";
import { shareName } from "./share-name";
import { SharesSection } from "./shares-section";
import { TimelineSection } from "./timeline-section";
import { wayBackSentence } from "./way-back-sentence";

type RiskPageProps = { searchParams: Promise<SearchParams> };

export const metadata: Metadata = { title: "Risk" };

export default async function RiskPage({ searchParams }: RiskPageProps) {
  const { app, account } = await requireSession();
  const mayChange = roleScopes[account.role].includes("write");
  if (!app.riskSettings.isReadable()) return <UnreadableSettings mayChange={mayChange} />;
  const search = await loadRiskSearch(searchParams);
  const view = await readRangeView(searchParams, app.clock.now());
  const data = await readRiskPage(app, { range: view.range, limitSeconds: search.limit });
  const { risk, settings, shown, names } = data;
  const frame = { nowMs: risk.asOfMs, timeZone: view.timeZone };
  const nameOf = (part: Parameters<typeof shareName>[0], key: string) => shareName(part, key, names);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <PageHeader title="Risk" actions={<Actions search={view.search} />}>
        <p className="text-base text-ink">
          <LevelMark level={risk.level} className="mr-2 align-bottom" />
          {riskSentence(risk.deciding, settings)}
        </p>
      </PageHeader>
      {view.complaint ? (
        <Notice tone="caution">In the address, {view.complaint}. The chart shows the last 24 hours instead.</Notice>
      ) : null}
      <SuspensionSection app={app} {...frame} tz={view.search.tz} />
      <BudgetSection
        own={risk.own}
        settings={settings}
        shown={shown}
        forecast={forecastSentence(shown, frame)}
        wayBack={data.wayBack && wayBackSentence(data.wayBack, { ...frame, levels: settings.levels, nameOf })}
      />
      <GuardHint app={app} timeZone={view.timeZone} nowMs={risk.asOfMs} />
      <TimelineSection
        own={risk.own}
        shown={shown}
        history={data.history}
        levels={settings.levels}
        view={view}
        search={search}
      />
      <SharesSection shown={shown} shares={data.shares} names={names} search={search} nowMs={risk.asOfMs} />
      <PresetSection states={risk.presets} counted={risk.counted} />
      <div id="limits" className="scroll-mt-16">
        <LimitsSection settings={settings} mayChange={mayChange} />
      </div>
    </div>
  );
}

function Actions({ search }: { search: Parameters<typeof liveHindrance>[0] }) {
  return (
    <>
      <RiskTabs current="/risk" tz={search.tz} />
      <LiveToggle hindrance={liveHindrance(search)} />
    </>
  );
}

/** Without limits there is no budget: the form alone, with the defaults in it. */
function UnreadableSettings({ mayChange }: { mayChange: boolean }) {
  return (
    <div className="grid gap-5">
      <PageHeader title="Risk">We do not know: the limits that were set cannot be read.</PageHeader>
      <Notice tone="danger">
        The stored limits were changed on disk, or come from another version. Set them again below; these are the
        defaults.
      </Notice>
      <LimitsSection settings={defaultRiskSettings} mayChange={mayChange} />
    </div>
  );
}

import type { Metadata } from "next";
import { type ReactNode, Suspense } from "react";
import { AlertNotifier } from "#components/live/alert-notifier";
import { AppShell } from "#components/shell/app-shell";
import { TrafficFilter } from "#components/traffic/traffic-filter";
import { TrafficScope } from "#components/traffic/traffic-scope";
import { readBrowser } from "#lib/auth/browser";
import { requireSession } from "#lib/auth/gate";
import { Banners } from "./banners";
import { readLocalTimeZone } from "./range-view";
import { readTrafficValues } from "./read-traffic-values.ts";
import { glanceAtRisk, RiskBadge } from "./risk-badge";
import { signOutAction } from "./sign-out";

/** A tab in the background tells of a level that warns. */
export async function generateMetadata(): Promise<Metadata> {
  const { app } = await requireSession();
  const level = (await glanceAtRisk(app))?.level ?? "unknown";
  const prefix = level === "unknown" || level === "ok" ? "" : `${level.charAt(0).toUpperCase()}${level.slice(1)}: `;
  return { title: { template: `${prefix}%s · Ajar`, default: `${prefix}Ajar` } };
}

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const { app, account } = await requireSession();
  const { isProtected } = await readBrowser();
  const timeZone = await readLocalTimeZone();
  const traffic = await readTrafficValues(app);
  return (
    <AppShell
      email={account.email}
      signOut={signOutAction}
      localTimeZone={timeZone}
      nowMs={app.clock.now()}
      filters={<TrafficFilter values={traffic} />}
      scope={<TrafficScope values={traffic} />}
      risk={
        <Suspense>
          <RiskBadge app={app} />
        </Suspense>
      }
      banners={<Banners app={app} isProtected={isProtected} timeZone={timeZone} />}
    >
      {children}
      <AlertNotifier />
    </AppShell>
  );
}

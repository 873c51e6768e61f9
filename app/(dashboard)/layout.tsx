import type { ReactNode } from "react";
import { AppShell } from "#components/shell/app-shell";
import { TrafficFilter } from "#components/traffic/traffic-filter";
import { TrafficScope } from "#components/traffic/traffic-scope";
import { readBrowser } from "#lib/auth/browser";
import { requireSession } from "#lib/auth/gate";
import { Banners } from "./banners";
import { readLocalTimeZone } from "./range-view";
import { signOutAction } from "./sign-out";

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const { app, account } = await requireSession();
  const { isProtected } = await readBrowser();
  const timeZone = await readLocalTimeZone();
  const traffic = await app.store.listFilterValues();
  return (
    <AppShell
      email={account.email}
      signOut={signOutAction}
      localTimeZone={timeZone}
      nowMs={app.clock.now()}
      filters={<TrafficFilter values={traffic} />}
      scope={<TrafficScope values={traffic} />}
      banners={<Banners app={app} isProtected={isProtected} timeZone={timeZone} />}
    >
      {children}
    </AppShell>
  );
}

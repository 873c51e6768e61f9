import type { Metadata } from "next";
import Link from "next/link";
import type { SearchParams } from "nuqs/server";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { PageHeader } from "#components/ui/page-header";
import { requireSession } from "#lib/auth/gate";
import { formatRange } from "#lib/time/format-time";
import { listCredentials } from "#lib/traffic/list-credentials";
import { readKeyFigures } from "#lib/traffic/read-key-figures";
import { readRangeView } from "../../range-view";
import { CredentialSection } from "../credential-section";
import { IntegrationSection } from "../integration-section";
import { NewIntegration } from "../new-integration";

export const metadata: Metadata = { title: "Integrations" };

export default async function IntegrationsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { app } = await requireSession();
  const view = await readRangeView(searchParams, app.clock.now());
  const { range, timeZone, nowMs } = view;
  const integrations = app.integrations.list();
  const [figures, credentials] = await Promise.all([
    readKeyFigures(app.store, "integration", range),
    listCredentials({ store: app.store, findUser: app.credentials.find }, range),
  ]);
  const shown = { search: view.search, timeZone, nowMs };
  return (
    <div className="grid gap-5">
      <PageHeader
        title="Integrations"
        actions={
          <>
            <Button asChild>
              <Link href="/integrations/import">Import a HAR file</Link>
            </Button>
            {integrations.length > 0 ? <NewIntegration /> : null}
          </>
        }
      >
        What of yours calls Kisi, and with which keys. {formatRange(range, timeZone, nowMs)}.
      </PageHeader>
      {view.complaint ? (
        <Notice tone="caution">In the address, {view.complaint}. These are the last 24 hours instead.</Notice>
      ) : null}
      <IntegrationSection
        integrations={integrations}
        figures={figures}
        hasSharedKey={app.kisiKey.describe().source !== "none"}
        {...shown}
      />
      <CredentialSection credentials={credentials} {...shown} />
    </div>
  );
}

import type { Metadata } from "next";
import Link from "next/link";
import type { SearchParams } from "nuqs/server";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { PageHeader } from "#components/ui/page-header";
import { Section } from "#components/ui/section";
import { requireSession } from "#lib/auth/gate";
import { formatRange } from "#lib/time/format-time";
import { listCredentials } from "#lib/traffic/list-credentials";
import { readKeyFigures } from "#lib/traffic/read-key-figures";
import { isWhyNot, orWhyNot, type WhyNot } from "../../or-why-not";
import { readRangeView } from "../../range-view";
import { CredentialSection } from "../credential-section";
import { IntegrationSection } from "../integration-section";
import { narrowCredentials, narrowIntegrations } from "../narrow-rows";
import { NewIntegration } from "../new-integration";

export const metadata: Metadata = { title: "Integrations" };

export default async function IntegrationsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { app } = await requireSession();
  const view = await readRangeView(searchParams, app.clock.now());
  const { range, filter, timeZone, nowMs } = view;
  const integrations = app.integrations.list();
  const [figures, credentials] = await Promise.all([
    orWhyNot(readKeyFigures(app.store, "integration", range, filter)),
    orWhyNot(listCredentials({ store: app.store, findUser: app.credentials.find }, range, filter)),
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
      {isWhyNot(figures) ? (
        <Unanswerable title="Integrations" {...figures} />
      ) : (
        <IntegrationSection
          integrations={narrowIntegrations(integrations, filter, figures)}
          figures={figures}
          hasSharedKey={app.kisiKey.describe().source !== "none"}
          isFirst={integrations.length === 0}
          {...shown}
        />
      )}
      {isWhyNot(credentials) ? (
        <Unanswerable title="Kisi keys seen in traffic" {...credentials} />
      ) : (
        <CredentialSection credentials={narrowCredentials(credentials, filter)} all={credentials} {...shown} />
      )}
    </div>
  );
}

function Unanswerable({ title, whyNot }: WhyNot & { title: string }) {
  return (
    <Section title={title}>
      <Notice>For this traffic the figures cannot be told: {whyNot}.</Notice>
    </Section>
  );
}

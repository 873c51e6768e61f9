import type { Metadata } from "next";
import { PageHeader } from "#components/ui/page-header";
import { requireSession } from "#lib/auth/gate";
import { harBytesMax } from "#lib/ingest/har";
import { ImportForm } from "./import-form";

export const metadata: Metadata = { title: "Import a HAR file" };

type ImportPageProps = { searchParams: Promise<{ readonly for?: string | string[] }> };

export default async function ImportPage({ searchParams }: ImportPageProps) {
  const { app } = await requireSession();
  const { for: integration } = await searchParams;
  const integrations = app.integrations.list().filter(({ revokedAtMs }) => revokedAtMs === null);
  const upstreamHost = new URL(app.env.kisiBaseUrl).host;
  return (
    <div className="grid max-w-4xl gap-5">
      <PageHeader title="Import a HAR file">
        Calls to Kisi that a browser or a proxy has recorded, counted when they were made. In a browser: developer
        tools, Network, Export HAR. Secrets are cut out before anything is written, and the file itself is not kept.
      </PageHeader>
      <ImportForm
        integrations={integrations.map(({ id, name }) => ({ id, name }))}
        integration={integrations.find(({ id }) => id === integration)?.id ?? ""}
        upstreamHost={upstreamHost}
        bytesMax={harBytesMax}
      />
    </div>
  );
}

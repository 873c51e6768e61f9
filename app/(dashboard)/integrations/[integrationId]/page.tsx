import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import type { SearchParams } from "nuqs/server";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { PageHeader } from "#components/ui/page-header";
import { requireSession } from "#lib/auth/gate";
import { AppError } from "#lib/errors";
import type { Integration } from "#lib/model/integration";
import type { App } from "#lib/server/app";
import { formatInstant, formatRange } from "#lib/time/format-time";
import { type RangeSearch, serializeRangeSearch } from "#lib/time/range-search";
import { noFigures, readKeyFigures } from "#lib/traffic/read-key-figures";
import { readRangeView } from "../../range-view";
import { newestUseOf } from "../newest-use";
import { ConnectSection } from "./connect-section";
import { Figures } from "./figures";
import { KeySection } from "./key-section";
import { findNewestCall } from "./newest-call";
import { RevokeSection } from "./revoke-section";
import { SettingsSection } from "./settings-section";
import { TokenSection } from "./token-section";

export const metadata: Metadata = { title: "Integration" };

type IntegrationPageProps = {
  readonly params: Promise<{ readonly integrationId: string }>;
  readonly searchParams: Promise<SearchParams>;
};

export default async function IntegrationPage({ params, searchParams }: IntegrationPageProps) {
  const { app } = await requireSession();
  const integration = getOrNotFound(app, (await params).integrationId);
  const { id, name, revokedAtMs, createdAtMs } = integration;
  const { range, search, timeZone, nowMs } = await readRangeView(searchParams, app.clock.now());
  const [figures, newestCall] = await Promise.all([
    readKeyFigures(app.store, "integration", range),
    findNewestCall(app.store, id, nowMs),
  ]);
  return (
    <div className="grid gap-5">
      <PageHeader
        title={name}
        actions={
          <Button asChild>
            <Link href={callsOf(id, search)}>Its calls</Link>
          </Button>
        }
      >
        <span className="font-mono text-xs">{id}</span>, made{" "}
        {formatInstant(createdAtMs, timeZone, { nowMs, precision: "min" })}
      </PageHeader>
      {revokedAtMs === null ? null : (
        <Notice tone="caution">
          Revoked {formatInstant(revokedAtMs, timeZone, { nowMs, precision: "min" })}: its tokens open nothing any more.
          What it has called stays in the log.
        </Notice>
      )}
      <Figures
        figures={figures.get(id) ?? noFigures}
        span={formatRange(range, timeZone, nowMs)}
        usedAtMs={newestUseOf(integration)}
        nowMs={nowMs}
      />
      {revokedAtMs === null ? (
        <>
          <ConnectSection app={app} integration={integration} newestCall={newestCall} />
          <TokenSection integration={integration} timeZone={timeZone} nowMs={nowMs} />
          <KeySection app={app} integration={integration} timeZone={timeZone} nowMs={nowMs} />
          <SettingsSection app={app} integration={integration} />
          <RevokeSection id={id} name={name} />
        </>
      ) : null}
    </div>
  );
}

function getOrNotFound(app: App, id: string): Integration {
  try {
    return app.integrations.get(id);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
}

function callsOf(id: string, search: RangeSearch): string {
  return serializeRangeSearch("/calls", { ...search, integration: id, credential: null });
}

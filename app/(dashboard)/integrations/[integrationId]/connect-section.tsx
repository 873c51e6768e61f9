import Link from "next/link";
import { Button } from "#components/ui/button";
import { Section } from "#components/ui/section";
import type { Integration } from "#lib/model/integration";
import type { App } from "#lib/server/app";
import { ConnectPanel } from "./connect-panel";
import { FirstCall } from "./first-call";
import type { NewestCall } from "./newest-call";

type ConnectSectionProps = {
  app: Pick<App, "publicUrl" | "kisiKey" | "clock">;
  integration: Integration;
  newestCall: NewestCall | null;
};

export function ConnectSection({ app, integration, newestCall }: ConnectSectionProps) {
  const { id, key, tokenInPath } = integration;
  return (
    <Section
      title="Connect your integration"
      note="Change its base URL and add a header, or let its telemetry report to Ajar."
      actions={
        <Button asChild size="sm" variant="ghost">
          <Link href={`/integrations/import?for=${id}`}>Import a HAR file</Link>
        </Button>
      }
    >
      <div className="grid grid-cols-1 gap-4">
        <FirstCall newest={newestCall} nowMs={app.clock.now()} />
        <ConnectPanel
          integration={id}
          publicUrl={app.publicUrl}
          addsKey={key !== null || app.kisiKey.describe().source !== "none"}
          tokenInPath={tokenInPath}
        />
      </div>
    </Section>
  );
}

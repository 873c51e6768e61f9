import { KisiKeyPanel } from "#components/kisi-key/kisi-key-panel";
import { Fact, Facts, Unset } from "#components/ui/facts";
import { Last4 } from "#components/ui/last4";
import { Section } from "#components/ui/section";
import { Time } from "#components/ui/time";
import type { Integration } from "#lib/model/integration";
import type { App } from "#lib/server/app";
import { integrationKeyAction } from "./key-actions";

type KeySectionProps = { app: Pick<App, "env" | "kisiKey">; integration: Integration; timeZone: string; nowMs: number };

export function KeySection({ app, integration, timeZone, nowMs }: KeySectionProps) {
  const { id, key } = integration;
  const source = key === null ? "none" : key.readable ? "stored" : "unreadable";
  return (
    <Section
      title="Kisi key"
      note="For calls that bring none of their own. A key that a call brings is passed on as it is."
    >
      <Facts>
        <Fact name="Calls without a key">
          <KeyWords app={app} integration={integration} timeZone={timeZone} nowMs={nowMs} />
        </Fact>
      </Facts>
      <KisiKeyPanel
        source={source}
        host={new URL(app.env.kisiBaseUrl).host}
        action={integrationKeyAction.bind(null, id)}
        removal="Calls without a key then get the one of all integrations, if there is one."
      />
    </Section>
  );
}

function KeyWords({ app, integration: { key }, timeZone, nowMs }: KeySectionProps) {
  if (key && !key.readable) {
    return <span className="text-danger">get none: the stored key was changed on disk. Store it again.</span>;
  }
  if (key) {
    return (
      <>
        get <Last4 last4={key.last4} />, stored, sealed,{" "}
        <Time ms={key.setAtMs} timeZone={timeZone} nowMs={nowMs} precision="min" />
      </>
    );
  }
  if (app.kisiKey.describe().source === "none") return <Unset>go to Kisi without one</Unset>;
  return "get the key of all integrations, from Settings";
}

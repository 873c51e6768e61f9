import { KisiKeyPanel } from "#components/kisi-key/kisi-key-panel";
import { Fact, Facts, Unset } from "#components/ui/facts";
import { Last4 } from "#components/ui/last4";
import { Section } from "#components/ui/section";
import { Time } from "#components/ui/time";
import type { Env } from "#lib/server/env";
import type { KisiKeyFacts } from "#lib/settings/kisi-key";
import { kisiKeyAction } from "./kisi-actions";

type KisiSectionProps = { env: Env; facts: KisiKeyFacts; timeZone: string; nowMs: number };

export function KisiSection({ env, facts, timeZone, nowMs }: KisiSectionProps) {
  return (
    <Section title="Kisi connection" note="Where calls go, and the key that the console uses.">
      <Facts>
        <Fact name="Upstream" variable="KISI_BASE_URL">
          <span className="font-mono text-xs">{env.kisiBaseUrl}</span>
        </Fact>
        <Fact name="API key">
          <KeyWords facts={facts} timeZone={timeZone} nowMs={nowMs} />
        </Fact>
        <Fact name="Partner identifier" variable="KISI_INTEGRATION_IDENTIFIER">
          {env.integrationIdentifier ?? <Unset />}
        </Fact>
        <Fact name="Partner contact" variable="KISI_INTEGRATION_CONTACT">
          {env.integrationContact ?? <Unset />}
        </Fact>
      </Facts>
      <KisiKeyPanel
        source={facts.source}
        host={new URL(env.kisiBaseUrl).host}
        action={kisiKeyAction}
        removal="The console cannot call Kisi with it any more."
      />
    </Section>
  );
}

function KeyWords({ facts, timeZone, nowMs }: Omit<KisiSectionProps, "env">) {
  switch (facts.source) {
    case "none":
      return <Unset>none: the console cannot call Kisi yet</Unset>;
    case "unreadable":
      return <span className="text-danger">cannot be opened: it was changed on disk. Store it again.</span>;
    case "environment":
      return (
        <>
          <Last4 last4={facts.last4} /> from <span className="font-mono text-xs">KISI_API_KEY</span>
        </>
      );
    case "stored":
      return (
        <>
          <Last4 last4={facts.last4} /> stored, sealed,{" "}
          <Time ms={facts.setAtMs} timeZone={timeZone} nowMs={nowMs} precision="min" />
        </>
      );
    default:
      return facts satisfies never;
  }
}

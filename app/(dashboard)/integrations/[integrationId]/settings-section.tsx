import { Section } from "#components/ui/section";
import type { Integration } from "#lib/model/integration";
import type { App } from "#lib/server/app";
import { SettingsForm } from "./settings-form";

type SettingsSectionProps = { app: Pick<App, "env" | "guardSettings">; integration: Integration };

export function SettingsSection({ app: { env, guardSettings }, integration }: SettingsSectionProps) {
  const { id, name, identifier, contact, tokenInPath, guard } = integration;
  return (
    <Section title="Name, partner, ways in and guard" note="A new name is a new label: the id and the history stay.">
      <SettingsForm
        id={id}
        kept={{ name, identifier: identifier ?? "", contact: contact ?? "" }}
        tokenInPath={tokenInPath}
        guard={guard}
        guardForAll={guardSettings.inForce().mode}
        shared={{ identifier: env.integrationIdentifier ?? "", contact: env.integrationContact ?? "" }}
      />
    </Section>
  );
}

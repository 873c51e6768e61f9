import { Section } from "#components/ui/section";
import type { Integration } from "#lib/model/integration";
import type { App } from "#lib/server/app";
import { SettingsForm } from "./settings-form";

type SettingsSectionProps = { app: Pick<App, "env">; integration: Integration };

export function SettingsSection({ app: { env }, integration }: SettingsSectionProps) {
  const { id, name, identifier, contact, tokenInPath } = integration;
  return (
    <Section title="Name, partner and ways in" note="A new name is a new label: the id and the history stay.">
      <SettingsForm
        id={id}
        kept={{ name, identifier: identifier ?? "", contact: contact ?? "" }}
        tokenInPath={tokenInPath}
        shared={{ identifier: env.integrationIdentifier ?? "", contact: env.integrationContact ?? "" }}
      />
    </Section>
  );
}

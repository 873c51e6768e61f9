import Link from "next/link";
import { Section } from "#components/ui/section";
import type { App } from "#lib/server/app";
import { GuardForm } from "./guard-form";

type SettingsSectionProps = { app: Pick<App, "guardSettings" | "prioritySettings" | "integrations"> };

/** Where an owner sets guard and priorities; an integration's own mode is set at the integration. */
export function SettingsSection({ app }: SettingsSectionProps) {
  const own = app.integrations.list().filter(({ guard, revokedAtMs }) => guard !== null && revokedAtMs === null);
  return (
    <Section title="Settings" note="For all calls through the gateway and from the console.">
      <div className="grid gap-5">
        {own.length === 0 ? null : (
          <p className="text-ink-2">
            With a mode of their own:{" "}
            {own.map(({ id, name, guard }, index) => (
              <span key={id}>
                {index > 0 ? ", " : ""}
                <Link className="link" href={`/integrations/${id}`}>
                  {name}
                </Link>{" "}
                ({guard})
              </span>
            ))}
            .
          </p>
        )}
        <GuardForm guard={app.guardSettings.inForce()} priorities={app.prioritySettings.inForce()} />
      </div>
    </Section>
  );
}

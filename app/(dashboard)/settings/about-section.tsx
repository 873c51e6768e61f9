import { Fact, Facts } from "#components/ui/facts";
import { Section } from "#components/ui/section";

type AboutSectionProps = { version: string; store: string };

export function AboutSection({ version, store }: AboutSectionProps) {
  return (
    <Section title="About">
      <Facts>
        <Fact name="Ajar">{version}</Fact>
        <Fact name="Node">{process.versions.node}</Fact>
        <Fact name="Store">{store}</Fact>
      </Facts>
      <p className="mt-4 text-ink-3 text-xs">
        Ajar sends nothing of its own accord: no telemetry, no check for updates. Only your clicks and your programs'
        requests reach Kisi.
      </p>
    </Section>
  );
}

import { ExchangeView } from "#components/traffic/exchange-view";
import { Section } from "#components/ui/section";
import type { Exchange } from "#lib/model/attempt";

type ExchangeSectionProps = {
  readonly exchange: Exchange | null;
  /** The attempt that it is of, where there were several. */
  readonly ofAttempt: number | null;
  readonly brokeOff: boolean;
};

/** What was sent and received, as it was kept: redacted, at most 4 KB a body. */
export function ExchangeSection({ exchange, ofAttempt, brokeOff }: ExchangeSectionProps) {
  return (
    <Section
      title={ofAttempt === null ? "What was sent and received" : `What was sent and received in attempt ${ofAttempt}`}
      note={`${ofAttempt === null ? "" : "The last that failed. "}Redacted before it was stored: keys, personal data and unlisted headers are not kept.`}
    >
      {exchange ? (
        <ExchangeView exchange={exchange} brokeOff={brokeOff} />
      ) : (
        <p className="text-ink-2">
          Headers and bodies are kept of failed attempts only. This call has none, so its method, path, status and times
          are all there is.
        </p>
      )}
    </Section>
  );
}

import Link from "next/link";
import type { ReactNode } from "react";
import { CopyButton } from "#components/ui/copy-button";
import { Time } from "#components/ui/time";
import { formatDuration } from "#lib/format";
import type { PartnerHeaders } from "#lib/model/attempt";
import type { AttemptOfCall, Call } from "#lib/model/call";
import { formatIso } from "#lib/time/format-time";

type FactsProps = {
  readonly call: Call;
  readonly attempts: readonly AttemptOfCall[];
  /** What people call the integration today. */
  readonly integrationName: string | null;
  readonly timeZone: string;
};

/** Everything else that is known of the call, to read and to copy. */
export function Facts({ call, attempts, integrationName, timeZone }: FactsProps) {
  const last = attempts.at(-1);
  const ahead = attempts.find(({ toldStartedAtMs }) => toldStartedAtMs !== null);
  return (
    <dl className="grid grid-cols-[5.5rem_1fr] gap-x-4 gap-y-2 text-sm">
      <Fact name="Call id">
        <Copied text={call.callId} what="call id" />
      </Fact>
      <Fact name="Started">
        <Time ms={call.startedAtMs} timeZone={timeZone} precision="ms" />
      </Fact>
      <Fact name="In UTC">
        <Copied text={formatIso(call.startedAtMs)} what="time in UTC" />
      </Fact>
      {ahead?.toldStartedAtMs ? (
        <Fact name="Clock ahead">
          The sender said <Time ms={ahead.toldStartedAtMs} timeZone={timeZone} precision="s" />, so it counts at its
          arrival.
        </Fact>
      ) : null}
      <Fact name="Route">
        <span className="break-all font-mono text-xs">{call.route}</span>
      </Fact>
      <Fact name="Source">{call.source}</Fact>
      {call.integration ? (
        <Fact name="Integration">
          <Link href={`/integrations/${call.integration}`} className="link">
            {integrationName ?? call.integration}
          </Link>
        </Fact>
      ) : null}
      <Fact name="Key">
        {call.credential ? (
          <span className="font-mono text-xs">
            {call.credentialLast4 ? `…${call.credentialLast4} · ` : null}
            fingerprint {call.credential}
          </span>
        ) : (
          "sent without one"
        )}
      </Fact>
      {call.heldBackMs > 0 ? <Fact name="Held back">{formatDuration(call.heldBackMs)} by the pacer</Fact> : null}
      {last?.deprecation ? <Fact name="Deprecated">since {last.deprecation}</Fact> : null}
      {last?.sunset ? <Fact name="Sunset">may vanish after {last.sunset}</Fact> : null}
      {last?.partnerHeaders ? <Fact name="Partner">{partnerWords[last.partnerHeaders]}</Fact> : null}
    </dl>
  );
}

const partnerWords: Readonly<Record<PartnerHeaders, string>> = {
  none: "sent without the partner headers",
  identifier: "identifier sent, no contact",
  contact: "contact sent, no identifier",
  both: "identifier and contact sent",
};

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}

function Copied({ text, what }: { text: string; what: string }) {
  return (
    <span className="inline-flex max-w-full items-center gap-1">
      <span className="min-w-0 break-all font-mono text-xs">{text}</span>
      <CopyButton text={text} what={what} className="-my-1.5" />
    </span>
  );
}

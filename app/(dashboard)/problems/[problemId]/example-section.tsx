import Link from "next/link";
import { ExchangeView } from "#components/traffic/exchange-view";
import { CodeBlock } from "#components/ui/code-block";
import { CopyButton } from "#components/ui/copy-button";
import { Section } from "#components/ui/section";
import { SegmentedLinks } from "#components/ui/segmented";
import { Time } from "#components/ui/time";
import { formatDuration } from "#lib/format";
import { bodyBrokeOff } from "../../calls/body-broke-off";
import { prepareWaterfall } from "../../calls/prepare-waterfall";
import { Waterfall } from "../../calls/waterfall";
import { type ExampleKind, exampleKinds } from "./problem-search";
import type { ShownExample } from "./read-problem-page";

type ExampleSectionProps = {
  readonly shown: ShownExample | null;
  readonly hrefOf: (kind: ExampleKind) => string;
  readonly callHrefOf: (callId: string) => string;
  /** The problem as a text for a ticket. */
  readonly markdown: string;
  readonly timeZone: string;
  readonly nowMs: number;
};

const labels: Readonly<Record<ExampleKind, string>> = { latest: "Latest", first: "First", slowest: "Slowest" };

/** One call that met the problem: its attempts, what was sent and received, and the request to send again. */
export function ExampleSection({ shown, hrefOf, callHrefOf, markdown, timeZone, nowMs }: ExampleSectionProps) {
  if (shown === null) {
    return (
      <Section title="Examples" actions={<CopyMarkdown text={markdown} />}>
        <p className="text-ink-2">No attempt of it is kept any more: only its figures are left.</p>
      </Section>
    );
  }
  const { kind, example, detail, copied } = shown;
  const { call, attempts, exchange } = detail;
  return (
    <Section
      title="Examples"
      note="Redacted before they were stored: keys, personal data and unlisted headers are not kept."
      actions={
        <>
          <SegmentedLinks
            label="Example"
            items={exampleKinds.map((one) => ({ label: labels[one], href: hrefOf(one), current: one === kind }))}
          />
          <CopyButton text={copied.command} what="the request as cURL">
            Copy as cURL
          </CopyButton>
          <CopyMarkdown text={markdown} />
        </>
      }
    >
      <div className="grid gap-5">
        <p>
          <Time ms={example.startedAtMs} timeZone={timeZone} nowMs={nowMs} precision="ms" />, attempt {example.attempt},{" "}
          {formatDuration(example.latencyMs)}:{" "}
          <Link href={callHrefOf(call.callId)} prefetch={false} className="link break-all font-mono text-xs">
            {call.callId}
          </Link>
        </p>
        {attempts.length > 1 ? (
          <Waterfall rows={prepareWaterfall(call, attempts)} timeZone={timeZone} stopReason={call.stopReason} />
        ) : null}
        {exchange && attempts.length > 1 ? (
          <p className="text-ink-2 text-xs">Of such a call the last exchange that failed is kept.</p>
        ) : null}
        {exchange ? <ExchangeView exchange={exchange} brokeOff={bodyBrokeOff(attempts)} /> : null}
        <section className="grid gap-2">
          <h3 className="font-medium text-xs">As cURL</h3>
          <CodeBlock code={copied.command} what="cURL command" wrap />
          {copied.remarks.map((remark) => (
            <p key={remark} className="text-ink-2 text-xs">
              {remark}
            </p>
          ))}
        </section>
      </div>
    </Section>
  );
}

function CopyMarkdown({ text }: { readonly text: string }) {
  return (
    <CopyButton text={text} what="the problem as Markdown">
      Copy as Markdown
    </CopyButton>
  );
}

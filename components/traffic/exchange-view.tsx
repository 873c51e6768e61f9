import { CodeBlock } from "#components/ui/code-block";
import { formatBytes } from "#lib/format";
import type { Exchange } from "#lib/model/attempt";

type ExchangeViewProps = {
  readonly exchange: Exchange;
  /** The answer's body ended before its time. */
  readonly brokeOff: boolean;
};

/** As much of a body as is ever kept. */
const keptBytesMax = 4 * 1024;

/** A request and its answer side by side, as they were kept. */
export function ExchangeView({ exchange, brokeOff }: ExchangeViewProps) {
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      <Side
        title="Request"
        headers={exchange.requestHeaders}
        body={exchange.requestBody}
        bytes={exchange.requestBodyBytes}
        brokeOff={false}
      />
      <Side
        title="Answer"
        headers={exchange.responseHeaders}
        body={exchange.responseBody}
        bytes={exchange.responseBodyBytes}
        brokeOff={brokeOff}
      />
    </div>
  );
}

type SideProps = {
  readonly title: string;
  readonly headers: Exchange["requestHeaders"];
  readonly body: string | null;
  readonly bytes: number;
  readonly brokeOff: boolean;
};

function Side({ title, headers, body, bytes, brokeOff }: SideProps) {
  return (
    <section className="grid min-w-0 content-start gap-2">
      <h3 className="font-medium text-xs">{title}</h3>
      {headers.length > 0 ? (
        <CodeBlock
          what={`${title.toLowerCase()} headers`}
          code={headers.map(([name, value]) => `${name}: ${value}`).join("\n")}
          wrap
        />
      ) : null}
      {body === null ? (
        <p className="text-ink-3 text-xs">
          {bytes === 0
            ? headers.length === 0
              ? "Nothing."
              : "No body."
            : `A body of ${formatBytes(bytes)} that was not kept.`}
        </p>
      ) : (
        <>
          <CodeBlock what={`${title.toLowerCase()} body`} code={readable(body)} wrap />
          <p className={brokeOff ? "text-caution text-xs" : "text-ink-3 text-xs"}>{describeLength(bytes, brokeOff)}</p>
        </>
      )}
    </section>
  );
}

function describeLength(bytes: number, brokeOff: boolean): string {
  if (brokeOff) return `Not the whole body: it broke off after ${formatBytes(bytes)}.`;
  const kept = bytes > keptBytesMax ? ` No more than ${formatBytes(keptBytesMax)} of it are kept.` : "";
  return `${formatBytes(bytes)} as it went over the wire.${kept}`;
}

/** Indented if it is whole JSON, else as it is. */
function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    // Not JSON, or cut at 4 KB: shown as it was kept.
    return body;
  }
}

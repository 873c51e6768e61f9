import { CodeBlock } from "#components/ui/code-block";
import { formatBytes } from "#lib/format";
import type { Exchange } from "#lib/model/attempt";

/** A request and its answer side by side, as they were kept. */
export function ExchangeView({ exchange }: { readonly exchange: Exchange }) {
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      <Side
        title="Request"
        headers={exchange.requestHeaders}
        body={exchange.requestBody}
        bytes={exchange.requestBodyBytes}
      />
      <Side
        title="Answer"
        headers={exchange.responseHeaders}
        body={exchange.responseBody}
        bytes={exchange.responseBodyBytes}
      />
    </div>
  );
}

type SideProps = {
  readonly title: string;
  readonly headers: Exchange["requestHeaders"];
  readonly body: string | null;
  readonly bytes: number;
};

function Side({ title, headers, body, bytes }: SideProps) {
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
          <p className="text-ink-3 text-xs">{formatBytes(bytes)} as it went over the wire.</p>
        </>
      )}
    </section>
  );
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

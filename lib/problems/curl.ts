import { quoteForPrintf, quoteForShell } from "#lib/problems/shell-quote";

/** A request as it was kept: redacted, its body perhaps cut. */
export type KeptRequest = {
  readonly method: string;
  /** `https://api.kisi.io`, nothing behind it. */
  readonly origin: string;
  /** Path and query as sent. */
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | null;
};

/** Those that curl makes itself, that belong to one connection, or that hold a secret. */
const leftOut = new Set([
  "authorization",
  "connection",
  "content-length",
  "cookie",
  "expect",
  "host",
  "keep-alive",
  "proxy-authorization",
  "te",
  "transfer-encoding",
  "upgrade",
  "x-authentication-token",
]);

/**
 * The request as a command for bash that sends it again. The key is `$KISI_API_KEY` of whoever runs it; nothing of the
 * request can end its quotes, name a file or be taken for an option.
 */
export function curlOf({ method, origin, path, headers, body }: KeptRequest): string {
  const upperMethod = method.toUpperCase();
  const hasNul = body?.includes("\0") === true;
  const kept = headers.filter(([name]) => !leftOut.has(name.toLowerCase()));
  const hasType = kept.some(([name]) => name.toLowerCase() === "content-type");
  const lines = [
    // Without --globoff and --path-as-is curl would read brackets and dots in its own way.
    "curl --globoff --path-as-is",
    upperMethod === "HEAD" ? "--head" : `--request ${quoteForShell(upperMethod)}`,
    `--url ${quoteForShell(`${origin}${path}`)}`,
    '--header "Authorization: KISI-LOGIN $KISI_API_KEY"',
    ...kept.map(([name, value]) => `--header ${quoteForShell(headerText(name, value))}`),
    // Else curl would add the type of a form.
    ...(body !== null && !hasType ? ["--header Content-Type:"] : []),
    ...(body === null ? [] : [hasNul ? "--data-binary @-" : `--data-raw ${quoteForShell(body)}`]),
  ];
  const command = lines.join(" \\\n  ");
  return hasNul ? `printf -- ${quoteForPrintf(body)} | ${command}` : command;
}

/** curl takes a name with a semicolon for a header without a value. */
function headerText(name: string, value: string): string {
  return value.trim() === "" ? `${name};` : `${name}: ${value}`;
}

import type { Exchange } from "#lib/model/attempt";

type Request = {
  readonly method: string;
  /** Path and query, as sent, redacted. */
  readonly path: string;
  readonly exchange: Pick<Exchange, "requestBody"> | null;
};

/**
 * A command that repeats a request. The key is `$KISI_API_KEY` of whoever runs it; everything else is quoted, so that
 * nothing in a path or a body is taken for a command, an option or a file.
 */
export function curlOf({ method, path, exchange }: Request, upstream: string): string {
  const lines = [
    // Without --globoff curl reads brackets in a path as a list of addresses.
    `curl --globoff --include --request ${quote(method)} ${quote(`${upstream}${path}`)}`,
    `--header "Authorization: KISI-LOGIN $KISI_API_KEY"`,
    `--header 'Accept: application/json'`,
  ];
  const body = exchange?.requestBody;
  if (body) lines.push(`--header 'Content-Type: application/json'`, `--data-raw ${quote(body)}`);
  return lines.join(" \\\n  ");
}

/** As one word of a POSIX shell, whatever it holds; a shell's word cannot hold NUL. */
function quote(text: string): string {
  return `'${text.replaceAll("\0", "").replaceAll("'", `'\\''`)}'`;
}

import type { HarEntry } from "#lib/ingest/har-entry";
import type { IngestedAttempt } from "#lib/ingest/ingested-attempt";
import type { RawHeaders } from "#lib/outbound/exchange";

export type KeptExchange = Pick<
  IngestedAttempt,
  "requestHeaders" | "requestBody" | "responseHeaders" | "responseBody" | "responseBodyBytes"
>;

/** How many more characters of headers and bodies may be kept of a file. */
export type Budget = { left: number };

const requestBodyBytesMax = 65_536;
const responseBodyBytesMax = 49_152;
const headersMax = 100;
const noBytes = new Uint8Array();

/**
 * Headers and bodies of an entry, as far as they will be asked for: bodies of failures alone, a request's body whole
 * or not at all, and nothing but the key once the budget is used up.
 */
export function keepExchange({ request, response }: HarEntry, failed: boolean, budget: Budget): KeptExchange {
  const sent = headersOf(request.headers);
  const received = headersOf(response?.headers ?? []);
  const content = failed ? bodyOf(response?.content) : noBytes;
  const posted = failed ? bodyOf(request.postData) : noBytes;
  const body = content.subarray(0, responseBodyBytesMax);
  const requestBody = posted.length > 0 && posted.length <= requestBodyBytesMax ? posted : null;
  budget.left -= lengthOf(sent) + lengthOf(received) + body.length + (requestBody?.length ?? 0);
  const affordable = budget.left >= 0;
  return {
    requestHeaders: affordable ? sent : only(sent, "authorization"),
    requestBody: affordable ? requestBody : null,
    responseHeaders: affordable ? received : only(received, "retry-after"),
    // A copy: the part of a large body would keep the whole of it in memory.
    responseBody: affordable ? Uint8Array.from(body) : noBytes,
    responseBodyBytes: Math.max(content.length, response?.content?.size ?? 0),
  };
}

/** HTTP/2 writes the request line as headers with a colon; bodies stand in a HAR decoded, so their encoding is gone. */
function headersOf(list: HarEntry["request"]["headers"]): string[] {
  return list
    .filter(({ name }) => !name.startsWith(":") && name.toLowerCase() !== "content-encoding")
    .slice(0, headersMax)
    .flatMap(({ name, value }) => [name, value]);
}

function bodyOf(
  body: { readonly text?: string | null | undefined; readonly encoding?: string | null | undefined } | null | undefined,
) {
  if (!body?.text) return noBytes;
  return Buffer.from(body.text, body.encoding?.toLowerCase() === "base64" ? "base64" : "utf8");
}

function only(headers: RawHeaders, name: string): string[] {
  const at = headers.findIndex((text, index) => index % 2 === 0 && text.toLowerCase() === name);
  return at === -1 ? [] : headers.slice(at, at + 2);
}

function lengthOf(headers: RawHeaders): number {
  return headers.reduce((sum, text) => sum + text.length, 0);
}

import { type Dispatcher, request } from "undici";
import { AppError } from "#lib/errors";
import { parseRetryAfter } from "#lib/outbound/retry-after";

export type PostAnswer = {
  readonly status: number;
  /** Status and the beginning of the body, for people. */
  readonly words: string;
  readonly retryAfterMs: number | null;
};

export type PostOutcome = PostAnswer | { readonly failure: string };

type Post = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

const wholeMs = 15_000;
const headMs = 10_000;
const shownBytes = 500;

/** Posts once: nothing is repeated and no redirect is followed. A failure comes back as words, never as an error. */
export async function postOnce(
  dispatcher: Dispatcher,
  { url, headers, body }: Post,
  { nowMs, signal }: { readonly nowMs: number; readonly signal: AbortSignal },
): Promise<PostOutcome> {
  try {
    const answer = await request(url, {
      dispatcher,
      method: "POST",
      headers,
      body,
      // Messages are rare: a connection that is kept would only grow old.
      reset: true,
      headersTimeout: headMs,
      bodyTimeout: headMs,
      signal: AbortSignal.any([signal, AbortSignal.timeout(wholeMs)]),
    });
    const text = await readBeginning(answer.body);
    const { "retry-after": retryAfter } = answer.headers;
    return {
      status: answer.statusCode,
      words: text === "" ? `${answer.statusCode}` : `${answer.statusCode}: ${text}`,
      retryAfterMs: typeof retryAfter === "string" ? parseRetryAfter(retryAfter, nowMs) : null,
    };
  } catch (error) {
    return { failure: describeFailure(error) };
  }
}

async function readBeginning(body: AsyncIterable<Uint8Array> & { destroy: () => void }): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    bytes += chunk.byteLength;
    if (bytes >= shownBytes) break;
  }
  const text = Buffer.concat(chunks).subarray(0, shownBytes).toString("utf8");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: an answer is shown as one line of text.
  return text.replace(/[\u0000-\u001f\u007f]+/g, " ").trim();
}

function describeFailure(error: unknown): string {
  if (error instanceof AppError) return error.message;
  if (!(error instanceof Error)) return "it failed without a reason";
  if (error.name === "TimeoutError" || /TIMEOUT/.test(codeOf(error))) return "no answer in time";
  if (error instanceof AggregateError) return error.errors.map(describeFailure).join("; ");
  return error.message || codeOf(error) || error.name;
}

function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : "";
}

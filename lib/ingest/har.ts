import { AppError } from "#lib/errors";
import { externalKeyOf, nearOfMoment } from "#lib/ingest/external-key";
import { errorOfEntry, type HarEntry, parseEntry, statusOfEntry, urlOfEntry, wasSent } from "#lib/ingest/har-entry";
import { type Budget, keepExchange } from "#lib/ingest/har-exchange";
import type { IngestContext } from "#lib/ingest/ingest-context";
import type { Ingested, IngestedAttempt } from "#lib/ingest/ingested-attempt";
import { JsonArraySplitter } from "#lib/ingest/json-array-splitter";
import { Refusal, type Rejection } from "#lib/ingest/refusal";
import { type Ending, endingOf } from "#lib/ingest/told-ending";
import { readTime, settleTime } from "#lib/ingest/told-time";
import { splitUrl } from "#lib/ingest/told-url";
import { isFailure } from "#lib/model/outcome";
import { findHeader } from "#lib/outbound/raw-headers";
import { parseRetryAfter } from "#lib/outbound/retry-after";

/** A HAR file, once unpacked. It is read as it comes, so memory is not what limits it. */
export const harBytesMax = 128 * 1_048_576;
/** One entry is held and parsed whole. */
const entryBytesMax = 8 * 1_048_576;
export const harEntriesMax = 20_000;
const keptCharsMax = 32 * 1_048_576;
const depthMax = 64;
const dayMs = 86_400_000;
const methodShape = /^[A-Z][A-Z-]{0,19}$/;

/**
 * Reads a HAR 1.2 file as it comes: entries for the hosts of the context become attempts, each a call of its own; all
 * others, and what never left the browser, are counted as ignored; a bad entry is told by its number and spoils no
 * other. Throws `bad_input` for what is no HAR or is cut off, `too_large` beyond 128 MiB or 20,000 attempts, and what
 * `chunks` throws.
 */
export async function readHar(chunks: AsyncIterable<Uint8Array>, context: IngestContext): Promise<Ingested> {
  const reader = new HarReader(context);
  const splitter = new JsonArraySplitter({
    path: ["log", "entries"],
    depthMax,
    elementBytesMax: entryBytesMax,
    onElement: (bytes, number) => reader.take(bytes, number),
  });
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > harBytesMax) throw tooLarge(`${harBytesMax / 1_048_576} MiB`);
    splitter.write(chunk);
  }
  splitter.end();
  if (!splitter.found) throw new AppError("bad_input", "The file has no log.entries: is it a HAR file?");
  const { attempts, rejected, ignored } = reader;
  return { attempts, rejected, ignored };
}

class HarReader {
  readonly attempts: IngestedAttempt[] = [];
  readonly rejected: Rejection[] = [];
  ignored = 0;
  readonly #context: IngestContext;
  readonly #budget: Budget = { left: keptCharsMax };
  /** How often an entry has been seen that nothing tells apart from another. */
  readonly #seen = new Map<string, number>();

  constructor(context: IngestContext) {
    this.#context = context;
  }

  take(bytes: Uint8Array | null, line: number): void {
    const read = bytes === null ? tooLong : this.#read(bytes, line);
    if (read === null) this.ignored++;
    else if (read instanceof Refusal) this.rejected.push({ line, message: read.message });
    else this.attempts.push(read);
    if (this.attempts.length + this.rejected.length > harEntriesMax)
      throw tooLarge(`${harEntriesMax} entries for one host`);
  }

  #read(bytes: Uint8Array, line: number): IngestedAttempt | Refusal | null {
    const json = parseJson(bytes);
    const url = urlOfEntry(json);
    if (url === null) return noEntry;
    const target = splitUrl(url);
    if (target === null || !this.#context.hosts.includes(target.host)) return null;
    const parsed = parseEntry(json);
    if ("wrong" in parsed) return new Refusal(`entry.${parsed.wrong} is missing or not as HAR 1.2 says`);
    return wasSent(parsed.entry) ? this.#attemptOf(parsed.entry, target.path, line) : null;
  }

  #attemptOf(entry: HarEntry, path: string, line: number): IngestedAttempt | Refusal {
    const method = entry.request.method.toUpperCase();
    if (!methodShape.test(method)) return new Refusal("entry.request.method is not an HTTP method");
    const told = readTime(entry.startedDateTime, "startedDateTime");
    if (told instanceof Refusal) return told;
    const time = settleTime(told, this.#context);
    if (time instanceof Refusal) return time;
    const latencyMs = Math.min(Math.max(entry.time ?? 0, 0), dayMs);
    const ending = endingOfEntry(entry);
    const exchange = keepExchange(entry, isFailure(ending.outcome), this.#budget);
    const retryAfter = findHeader(exchange.responseHeaders, "retry-after");
    return {
      source: "har",
      line,
      externalKey: this.#keyOf(entry, told),
      hint: { kind: "alone", callId: this.#context.newCallId(), attempt: 1, final: true },
      ...time,
      method,
      path,
      status: statusOfEntry(entry),
      ...ending,
      latencyMs,
      ttfbMs: ttfbOf(entry, latencyMs),
      retryAfterMs: retryAfter === null ? null : parseRetryAfter(retryAfter, told + latencyMs),
      errorCode: null,
      errorMessage: errorOfEntry(entry),
      credential: null,
      ...exchange,
    };
  }

  /** The same file, or another one of the same session, gives the same entry the same key. */
  #keyOf({ startedDateTime, request, time }: HarEntry, toldMs: number): string {
    const id = [startedDateTime, request.method, request.url, time ?? ""].join("\n");
    const keyOf = (name: string) => externalKeyOf(this.#context, "har", name, nearOfMoment(toldMs));
    const key = keyOf(id);
    const times = this.#seen.get(key) ?? 0;
    this.#seen.set(key, times + 1);
    return times === 0 ? key : keyOf(`${id}\n${times}`);
  }
}

/** Still under way when the file was written: whoever wrote it did not wait for the answer. */
function endingOfEntry(entry: HarEntry): Ending {
  const [status, error] = [statusOfEntry(entry), errorOfEntry(entry)];
  const unfinished = status === null && error === null && (entry.time ?? -1) < 0;
  return unfinished ? { outcome: "aborted", networkError: null } : endingOf(status, error);
}

function ttfbOf({ timings }: HarEntry, latencyMs: number): number | null {
  const receiveMs = timings?.receive ?? -1;
  return receiveMs >= 0 && receiveMs <= latencyMs ? latencyMs - receiveMs : null;
}

const tooLong = new Refusal(`is longer than ${entryBytesMax / 1_048_576} MiB`);
const noEntry = new Refusal("is no HAR entry: it has no request.url");

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8"));
  } catch {
    // Told as no entry; the splitter has found its ends, so the others are sound.
    return null;
  }
}

function tooLarge(limit: string): AppError {
  return new AppError("too_large", `A HAR file may hold at most ${limit}: export a shorter session.`);
}

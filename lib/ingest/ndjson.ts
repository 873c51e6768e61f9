import { AppError } from "#lib/errors";
import type { IngestContext } from "#lib/ingest/ingest-context";
import type { Ingested, IngestedAttempt } from "#lib/ingest/ingested-attempt";
import { JsonArraySplitter } from "#lib/ingest/json-array-splitter";
import { readRecord } from "#lib/ingest/ndjson-record";
import { Refusal, type Rejection } from "#lib/ingest/refusal";

/** What one request may hold, once unpacked. */
export const ndjsonBytesMax = 16 * 1_048_576;
export const ndjsonRecordsMax = 10_000;
const recordBytesMax = 32_768;
/** A record is flat; a few levels let a wrong one be told by its number. */
const depthMax = 16;
/** Blank lines are skipped, but not without end. */
const linesMax = 100_000;
const openBracket = 0x5b;
const tooLong = new Refusal(`is longer than ${recordBytesMax / 1_024} KiB`);
const notJson = new Refusal("is not JSON: a record is one object, in NDJSON on a line of its own");

/**
 * Reads NDJSON or one JSON array of attempts, told apart by the first character. A bad record is told by its line (or
 * its place in the array, from 1) and spoils no other. Throws `too_large` beyond 16 MiB or 10,000 records, and
 * `bad_input` for an array without its end: then nothing of it may be stored.
 */
export function readNdjson(body: Uint8Array, context: IngestContext): Ingested {
  if (body.length > ndjsonBytesMax) throw tooLarge(`${ndjsonBytesMax / 1_048_576} MiB`);
  const batch = new Batch(context);
  if (firstVisibleByte(body) === openBracket) readArray(body, batch);
  else readLines(body, batch);
  return { attempts: batch.attempts, rejected: batch.rejected, ignored: 0 };
}

function readLines(body: Uint8Array, batch: Batch): void {
  let line = 0;
  for (let from = 0; from < body.length; ) {
    const lineEnd = body.indexOf(0x0a, from);
    const to = lineEnd === -1 ? body.length : lineEnd;
    if (++line > linesMax) throw tooLarge(`${linesMax} lines`);
    const text = to - from > recordBytesMax ? null : decode(body.subarray(from, to));
    if (text !== "") batch.take(text, line);
    from = to + 1;
  }
}

function readArray(body: Uint8Array, batch: Batch): void {
  const splitter = new JsonArraySplitter({
    path: [],
    depthMax,
    elementBytesMax: recordBytesMax,
    onElement: (bytes, number) => batch.take(bytes && decode(bytes), number),
  });
  splitter.write(body);
  splitter.end();
}

class Batch {
  readonly attempts: IngestedAttempt[] = [];
  readonly rejected: Rejection[] = [];
  readonly #context: IngestContext;

  constructor(context: IngestContext) {
    this.#context = context;
  }

  /** Takes a record; null is one that was too long to read. */
  take(text: string | null, line: number): void {
    if (this.attempts.length + this.rejected.length === ndjsonRecordsMax) throw tooLarge(`${ndjsonRecordsMax} records`);
    const read = text === null ? tooLong : this.#read(text, line);
    if (read instanceof Refusal) this.rejected.push({ line, message: read.message });
    else this.attempts.push(read);
  }

  #read(text: string, line: number): IngestedAttempt | Refusal {
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      // Where in the line it broke is for the sender to see.
      return notJson;
    }
    return readRecord(json, line, this.#context);
  }
}

function decode(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8").trim();
}

function firstVisibleByte(body: Uint8Array): number | undefined {
  return body.find((byte) => byte > 0x20 && byte !== 0xef && byte !== 0xbb && byte !== 0xbf);
}

function tooLarge(limit: string): AppError {
  return new AppError("too_large", `One request may hold at most ${limit}: send smaller batches.`);
}

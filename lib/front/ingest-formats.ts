import type { IncomingMessage } from "node:http";
import { z } from "zod";
import { AppError } from "#lib/errors";
import { readUpload } from "#lib/front/read-upload";
import { importSearchSchema } from "#lib/http/ingest-views";
import { parseSearch } from "#lib/http/search";
import { decompress, readBody } from "#lib/ingest/decompress";
import { harBytesMax, readHar } from "#lib/ingest/har";
import type { IngestContext } from "#lib/ingest/ingest-context";
import type { Ingested } from "#lib/ingest/ingested-attempt";
import { ndjsonBytesMax, readNdjson } from "#lib/ingest/ndjson";
import { otlpBytesMax, readOtlp } from "#lib/ingest/otlp";
import { otlpEncodingOf } from "#lib/ingest/otlp-answer";
import { normalHost } from "#lib/ingest/told-url";

type Headers = IncomingMessage["headers"];

/** One request with telemetry: its body, what its headers say of it, and its query. */
export type IngestRequest = {
  readonly body: AsyncIterable<Uint8Array>;
  readonly headers: Headers;
  readonly search: URLSearchParams;
  /** Told of what is about to be held in memory; throws if there is no room. */
  readonly hold: (bytes: number) => void;
  /** To be asked with the whole body, before it is parsed into far more than it was; throws if too much waits by now. */
  readonly mayParse: () => void;
};

/** Reads what one of the addresses takes. */
export type IngestFormat = (request: IngestRequest, context: IngestContext) => Promise<Ingested>;

const noQuery = z.strictObject({});
/** A HAR file is read entry by entry, so that of a large one little more than the largest entry is ever held. */
const harHeldMax = 16 * 1_048_576;

/** `POST /api/v1/ingest`: NDJSON, or JSON with one array. */
export const readRecords: IngestFormat = async ({ body, headers, search, hold, mayParse }, context) => {
  parseSearch(noQuery, search);
  const type = typeOf(headers);
  if (type !== "application/x-ndjson" && type !== "application/ndjson" && type !== "application/json") {
    throw unsupported("application/x-ndjson, or application/json with one array");
  }
  const limits = { encodedBytesMax: ndjsonBytesMax, bytesMax: ndjsonBytesMax, onBytes: hold };
  const whole = await readBody(body, encodingOf(headers), limits);
  mayParse();
  return readNdjson(whole, context);
};

/** `POST /api/v1/import`: a HAR file, as it is or in a form. `host` takes the place of the upstream's; whose it is was settled before. */
export const readImport: IngestFormat = async ({ body, headers, search, hold }, context) => {
  const { host } = parseSearch(importSearchSchema, search);
  const wanted = host === undefined ? context : { ...context, hosts: [normalHost(host)] };
  const limits = { encodedBytesMax: harBytesMax, bytesMax: harBytesMax, onBytes: upTo(harHeldMax, hold) };
  const unpacked = decompress(body, encodingOf(headers), limits);
  const type = typeOf(headers);
  if (type === "application/json") return readHar(unpacked, wanted);
  if (type !== "multipart/form-data") throw unsupported("application/json, or multipart/form-data with one file");
  return readUpload(unpacked, headers["content-type"] ?? "", (file) => readHar(file, wanted));
};

/** `POST /v1/traces`: OTLP/HTTP. */
export const readSpans: IngestFormat = async ({ body, headers, hold, mayParse }, context) => {
  const encoding = otlpEncodingOf(headers["content-type"] ?? null);
  if (encoding === null) throw unsupported("application/x-protobuf or application/json");
  const limits = { encodedBytesMax: otlpBytesMax, bytesMax: otlpBytesMax, onBytes: hold };
  const whole = await readBody(body, encodingOf(headers), limits);
  mayParse();
  return readOtlp(whole, encoding, context);
};

/** Passes on what is told until it comes to `max`. */
function upTo(max: number, hold: (bytes: number) => void): (bytes: number) => void {
  let held = 0;
  return (bytes) => {
    const more = Math.min(bytes, max - held);
    if (more === 0) return;
    hold(more);
    held += more;
  };
}

function typeOf(headers: Headers): string {
  return (headers["content-type"] ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
}

function encodingOf(headers: Headers): string | null {
  return headers["content-encoding"] ?? null;
}

function unsupported(wanted: string): AppError {
  return new AppError("unsupported", `Send it as Content-Type: ${wanted}.`);
}

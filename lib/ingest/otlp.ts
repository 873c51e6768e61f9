import { AppError } from "#lib/errors";
import type { IngestContext } from "#lib/ingest/ingest-context";
import type { Ingested, IngestedAttempt } from "#lib/ingest/ingested-attempt";
import { checkJson } from "#lib/ingest/json-array-splitter";
import type { OtlpEncoding } from "#lib/ingest/otlp-answer";
import { attemptOfSpan } from "#lib/ingest/otlp-attempt";
import { exportRequest } from "#lib/ingest/otlp-messages";
import { listSpans, readSpan } from "#lib/ingest/otlp-span";
import { decodeProto } from "#lib/ingest/proto-decoder";
import { Refusal, type Rejection } from "#lib/ingest/refusal";

/** What one request may hold, once unpacked. */
export const otlpBytesMax = 8 * 1_048_576;
export const otlpSpansMax = 20_000;
/** Two for an attribute, some thirty attributes for a span; more comes from no exporter. */
const messagesMax = 500_000;
const depthMax = 64;

/**
 * Reads an OTLP export request for traces: client spans about the upstream become attempts, other spans are counted as
 * ignored, and what is wrong with a span is told by its number in the request. Throws `bad_input` for what is no such
 * request, `too_large` beyond 8 MiB or 20,000 spans.
 */
export function readOtlp(body: Uint8Array, encoding: OtlpEncoding, context: IngestContext): Ingested {
  if (body.length > otlpBytesMax) throw tooLarge(`${otlpBytesMax / 1_048_576} MiB`);
  const spans = listSpans(encoding === "json" ? parseJson(body) : parseProto(body));
  if (spans === null) throw noRequest();
  if (spans.length > otlpSpansMax) throw tooLarge(`${otlpSpansMax} spans`);
  const attempts: IngestedAttempt[] = [];
  const rejected: Rejection[] = [];
  for (const [at, raw] of spans.entries()) {
    const span = readSpan(raw);
    const read = span === null || span instanceof Refusal ? span : attemptOfSpan(span, at + 1, context);
    if (read instanceof Refusal) rejected.push({ line: at + 1, message: read.message });
    else if (read) attempts.push(read);
  }
  return { attempts, rejected, ignored: spans.length - attempts.length - rejected.length };
}

function parseProto(body: Uint8Array): unknown {
  try {
    return decodeProto(body, exportRequest, messagesMax);
  } catch (error) {
    throw noRequest(error);
  }
}

function parseJson(body: Uint8Array): unknown {
  checkJson(body, { depthMax, containersMax: 2 * messagesMax });
  try {
    return JSON.parse(
      Buffer.from(body.buffer, body.byteOffset, body.length)
        .toString("utf8")
        .replace(/^\ufeff/, ""),
    );
  } catch (error) {
    throw noRequest(error);
  }
}

function noRequest(cause?: unknown): AppError {
  const message = "The body is no OTLP export request for traces in the encoding that its Content-Type names.";
  return new AppError("bad_input", message, { cause });
}

function tooLarge(limit: string): AppError {
  return new AppError("too_large", `One request may hold at most ${limit}: let the exporter send smaller batches.`);
}

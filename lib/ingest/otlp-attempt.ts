import { siblingCallId } from "#lib/ingest/call-ids";
import { externalKeyOf, nearOfMoment } from "#lib/ingest/external-key";
import { digest, type IngestContext } from "#lib/ingest/ingest-context";
import { type CallHint, type IngestedAttempt, noExchange } from "#lib/ingest/ingested-attempt";
import type { Attributes, OtlpSpan } from "#lib/ingest/otlp-span";
import { findTarget, textOf } from "#lib/ingest/otlp-target";
import { Refusal } from "#lib/ingest/refusal";
import { endingOf } from "#lib/ingest/told-ending";
import { settleTime } from "#lib/ingest/told-time";
import type { RawHeaders } from "#lib/outbound/exchange";
import { findHeader } from "#lib/outbound/raw-headers";
import { parseRetryAfter } from "#lib/outbound/retry-after";

const dayMs = 86_400_000;
const resendsMax = 999;
const headersMax = 50;
const messageCharsMax = 2_000;
const familyChars = 8;

/** The attempt that a client span tells of; null if it is not about the upstream, or not about HTTP. */
export function attemptOfSpan(span: OtlpSpan, line: number, context: IngestContext): IngestedAttempt | Refusal | null {
  const target = findTarget(span.attributes, context.hosts);
  if (target === null || target instanceof Refusal) return target;
  const latencyMs = Number(span.endNano - span.startNano) / 1e6;
  if (latencyMs < 0) return new Refusal("the span ends before it starts");
  if (latencyMs > dayMs) return new Refusal("the span lasts longer than a day");
  const time = settleTime(Number(span.startNano / 1_000_000n), context);
  if (time instanceof Refusal) return time;
  const status = statusOf(span.attributes);
  const responseHeaders = headersOf(span.attributes, "http.response.header.");
  const ending = endingOf(status, errorTextOf(span));
  return {
    source: "otlp",
    line,
    externalKey: externalKeyOf(context, "otlp", `${span.traceId}:${span.spanId}`, nearOfMoment(time.toldStartedAtMs)),
    hint: hintOf(span, target, time.startedAtMs, context),
    ...time,
    ...target,
    status,
    ...ending,
    latencyMs,
    ttfbMs: null,
    retryAfterMs: retryAfterOf(responseHeaders, time.toldStartedAtMs + latencyMs),
    errorCode: null,
    errorMessage: ending.outcome === "success" ? null : messageOf(span, status),
    credential: null,
    ...noExchange,
    requestHeaders: headersOf(span.attributes, "http.request.header."),
    responseHeaders,
  };
}

/** A span without a parent stands alone; below one parent, the same request made again may be a retry. */
function hintOf(
  { traceId, spanId, parentSpanId, attributes }: OtlpSpan,
  { method, path }: { readonly method: string; readonly path: string },
  startedAtMs: number,
  { integration }: IngestContext,
): CallHint {
  const told = ["http.request.resend_count", "http.resend_count", "http.retry_count"].map((name) =>
    attributes.get(name),
  );
  const resends = Math.min(Math.max(Math.trunc(Number(told.find((count) => count !== undefined))) || 0, 0), resendsMax);
  const origin = parentSpanId === null ? ["root", spanId] : [parentSpanId, method, path];
  const family = `${traceId}-${digest([integration ?? "", ...origin].join("\n")).slice(0, familyChars)}`;
  if (parentSpanId !== null) {
    return { kind: "sibling", family, member: spanId, attempt: resends === 0 ? null : resends + 1 };
  }
  return { kind: "alone", callId: siblingCallId(family, startedAtMs, spanId), attempt: resends + 1, final: true };
}

function statusOf(attributes: Attributes): number | null {
  const status = Number(attributes.get("http.response.status_code") ?? attributes.get("http.status_code"));
  return Number.isInteger(status) && status >= 100 && status <= 599 ? status : null;
}

/** Everything that may say what went wrong. */
function errorTextOf({ attributes, exception, statusMessage }: OtlpSpan): string | null {
  const texts = [
    textOf(attributes, "error.type"),
    textOf(exception, "exception.type"),
    textOf(exception, "exception.message"),
    statusMessage,
  ];
  return texts.filter((text) => text).join(" ") || null;
}

/** An `error.type` that repeats the status says nothing. */
function messageOf({ attributes, exception, statusMessage }: OtlpSpan, status: number | null): string | null {
  const text = textOf(exception, "exception.message") ?? statusMessage ?? textOf(attributes, "error.type");
  return text === null || text === String(status) ? null : text.slice(0, messageCharsMax);
}

/** Older conventions wrote `_` for `-` in names of headers. */
function headersOf(attributes: Attributes, prefix: string): RawHeaders {
  const headers: string[] = [];
  for (const [key, value] of attributes) {
    if (!key.startsWith(prefix) || headers.length >= 2 * headersMax) continue;
    const name = key.slice(prefix.length).replaceAll("_", "-");
    for (const text of Array.isArray(value) ? value : [value]) headers.push(name, String(text));
  }
  return headers;
}

function retryAfterOf(headers: RawHeaders, endedAtMs: number): number | null {
  const value = findHeader(headers, "retry-after");
  return value === null ? null : parseRetryAfter(value, endedAtMs);
}

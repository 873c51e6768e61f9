import { sampleContext } from "#lib/ingest/sample-context";

export type AttributeSketch = string | number | readonly string[];

export const sampleTraceId = "0af7651916cd43dd8448eb211c80319c";
export const sampleSpanId = "b7ad6b7169203331";
export const spanStartMs = sampleContext().receivedAtMs - 60_000;

/** What current instrumentations say of a request to Kisi. */
export const currentAttributes = {
  "http.request.method": "GET",
  "url.full": "https://api.kisi.io/locks?limit=1",
  "server.address": "api.kisi.io",
  "http.response.status_code": 200,
};

/** Nanoseconds as OTLP/JSON writes them. */
export function nano(ms: number): string {
  return `${ms}000000`;
}

/** Attributes as OTLP/JSON writes them. */
export function spanAttributes(attributes: Record<string, AttributeSketch>): object[] {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }));
}

/** A client span of 12.5 ms, a minute before arrival, as OTLP/JSON writes it. */
export function sampleSpan(
  attributes: Record<string, AttributeSketch> = currentAttributes,
  changes: object = {},
): object {
  return {
    traceId: sampleTraceId,
    spanId: sampleSpanId,
    kind: 3,
    startTimeUnixNano: nano(spanStartMs),
    endTimeUnixNano: `${spanStartMs + 12}500000`,
    attributes: spanAttributes(attributes),
    ...changes,
  };
}

/** An export request of these spans. */
export function requestOf(...spans: readonly unknown[]): object {
  return { resourceSpans: [{ resource: {}, scopeSpans: [{ scope: {}, spans }] }] };
}

function anyValue(value: AttributeSketch): object {
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "number") return { intValue: String(value) };
  return { arrayValue: { values: value.map((stringValue) => ({ stringValue })) } };
}

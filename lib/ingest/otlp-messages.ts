import type { ProtoMessage } from "#lib/ingest/proto-decoder";

// What Ajar reads of OpenTelemetry's trace messages: names as in OTLP/JSON, numbers as published for OTLP 1. Attributes
// in attributes are left out, so the nesting has an end.

const scalarValue: ProtoMessage = {
  1: { name: "stringValue", type: "string" },
  2: { name: "boolValue", type: "bool" },
  3: { name: "intValue", type: "int" },
  4: { name: "doubleValue", type: "double" },
};
const listValue: ProtoMessage = { 1: { name: "values", type: scalarValue, many: true } };
const attribute: ProtoMessage = {
  1: { name: "key", type: "string" },
  2: { name: "value", type: { ...scalarValue, 5: { name: "arrayValue", type: listValue } } },
};
const event: ProtoMessage = {
  2: { name: "name", type: "string" },
  3: { name: "attributes", type: attribute, many: true },
};
const span: ProtoMessage = {
  1: { name: "traceId", type: "hex" },
  2: { name: "spanId", type: "hex" },
  4: { name: "parentSpanId", type: "hex" },
  6: { name: "kind", type: "int" },
  7: { name: "startTimeUnixNano", type: "fixed64" },
  8: { name: "endTimeUnixNano", type: "fixed64" },
  9: { name: "attributes", type: attribute, many: true },
  11: { name: "events", type: event, many: true },
  15: { name: "status", type: { 2: { name: "message", type: "string" } } },
};
const scopeSpans: ProtoMessage = { 2: { name: "spans", type: span, many: true } };
const resourceSpans: ProtoMessage = { 2: { name: "scopeSpans", type: scopeSpans, many: true } };

/** `ExportTraceServiceRequest`. */
export const exportRequest: ProtoMessage = { 1: { name: "resourceSpans", type: resourceSpans, many: true } };

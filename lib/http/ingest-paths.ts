import { z } from "zod";
import { importSearchSchema, takenViewSchema } from "#lib/http/ingest-views";
import type { SchemaWriter } from "#lib/http/json-schema";
import { type Paths, problemContent, problems, queryParameters } from "#lib/http/openapi-document";
import { harBytesMax, harEntriesMax } from "#lib/ingest/har";
import { ndjsonBytesMax, ndjsonRecordsMax } from "#lib/ingest/ndjson";
import { ndjsonRecordSchema } from "#lib/ingest/ndjson-record";
import { otlpBytesMax, otlpSpansMax } from "#lib/ingest/otlp";

const failures = [
  "bad_input",
  "unauthenticated",
  "forbidden",
  "too_large",
  "unsupported",
  "too_many",
  "unavailable",
  "disk_full",
] as const;
const mib = (bytes: number) => `${bytes / 1_048_576} MiB`;
const binary = { type: "string", contentMediaType: "application/octet-stream" };

const contentEncoding = {
  name: "Content-Encoding",
  in: "header",
  description: "Of a packed body.",
  schema: { enum: ["gzip"] },
};

const recordSchema = ndjsonRecordSchema.meta({
  id: "IngestRecord",
  description: "One attempt. Null stands for absent wherever a field may be absent.",
});

/** `ExportTraceServiceResponse` of OTLP/HTTP. */
const exportAnswerSchema = z.object({
  partialSuccess: z
    .object({
      rejectedSpans: z.string().describe("A number, as protobuf writes 64 bits in JSON."),
      errorMessage: z.string(),
    })
    .optional()
    .describe("Only if a span was not taken."),
});

/** `google.rpc.Status`, which exporters expect in place of a problem. */
const exportFailureSchema = z.object({ code: z.int(), message: z.string() });

/** The three addresses that take telemetry. */
export function ingestPaths(writer: SchemaWriter): Paths {
  return {
    "/api/v1/ingest": { post: ingestRecords(writer) },
    "/api/v1/import": { post: importHar(writer) },
    "/v1/traces": { post: exportTraces(writer) },
  };
}

function ingestRecords(writer: SchemaWriter) {
  const record = writer.writeInput(recordSchema);
  return {
    operationId: "ingestRecords",
    summary: "Report attempts, one record each",
    description: `NDJSON, or JSON with one array. At most ${mib(ndjsonBytesMax)} once unpacked, and ${ndjsonRecordsMax} records.`,
    security: [{ token: ["ingest"] }, { ingestToken: [] }],
    parameters: [contentEncoding],
    requestBody: {
      required: true,
      content: {
        "application/x-ndjson": { schema: { type: "string" }, "x-lines": record },
        "application/json": { schema: { type: "array", items: record } },
      },
    },
    responses: { ...took(writer), ...problems(failures) },
  };
}

function importHar(writer: SchemaWriter) {
  return {
    operationId: "importHar",
    summary: "Import a HAR 1.2 file",
    description: `At most ${mib(harBytesMax)} once unpacked, and ${harEntriesMax} entries for the host.`,
    security: [{ token: ["ingest"] }, { ingestToken: [] }, { session: [] }],
    parameters: [...queryParameters(importSearchSchema, writer), contentEncoding],
    requestBody: {
      required: true,
      content: {
        "application/json": { schema: { type: "object", description: "HAR 1.2: log.entries." } },
        "multipart/form-data": { schema: { type: "object", properties: { file: binary }, required: ["file"] } },
      },
    },
    responses: { ...took(writer), ...problems([...failures, "not_found", "conflict"]) },
  };
}

function exportTraces(writer: SchemaWriter) {
  const failed = {
    description: "google.rpc.Status in the encoding of the request; a problem if that is none of OTLP's",
    content: { ...otlp(writer.write(exportFailureSchema)), ...problemContent },
  };
  return {
    operationId: "exportTraces",
    summary: "Export OpenTelemetry traces (OTLP/HTTP)",
    description:
      "Client spans about the upstream become attempts; other spans are passed over. At most " +
      `${mib(otlpBytesMax)} once unpacked, and ${otlpSpansMax} spans. See https://opentelemetry.io/docs/specs/otlp/`,
    security: [{ token: ["ingest"] }, { ingestToken: [] }],
    parameters: [contentEncoding],
    requestBody: { required: true, content: otlp({ type: "object", description: "ExportTraceServiceRequest" }) },
    responses: {
      200: { description: "ExportTraceServiceResponse", content: otlp(writer.write(exportAnswerSchema)) },
      default: failed,
    },
  };
}

function otlp(schema: object) {
  return { "application/json": { schema }, "application/x-protobuf": {} };
}

function took(writer: SchemaWriter) {
  return { 200: { description: "OK", content: { "application/json": { schema: writer.write(takenViewSchema) } } } };
}

import { Writer } from "protobufjs/minimal.js";

export type OtlpEncoding = "protobuf" | "json";

/** An answer to an exporter, in the encoding of its request as OTLP/HTTP demands. */
export type OtlpAnswer = { readonly contentType: string; readonly body: Uint8Array };

const contentTypes: Readonly<Record<OtlpEncoding, string>> = {
  protobuf: "application/x-protobuf",
  json: "application/json",
};

/** The encoding that a `Content-Type` names; null for one that OTLP/HTTP does not have. */
export function otlpEncodingOf(contentType: string | null): OtlpEncoding | null {
  const type = (contentType ?? "").split(";", 1)[0]?.trim().toLowerCase();
  if (type === "application/x-protobuf" || type === "application/protobuf") return "protobuf";
  return type === "application/json" ? "json" : null;
}

/** `ExportTraceServiceResponse`: empty if all was taken, else how many spans were not, and why. Goes with status 200. */
export function encodeExportAnswer(rejectedSpans: number, errorMessage: string, encoding: OtlpEncoding): OtlpAnswer {
  const partial = rejectedSpans > 0;
  if (encoding === "json") {
    return json(partial ? { partialSuccess: { rejectedSpans: String(rejectedSpans), errorMessage } } : {});
  }
  const writer = Writer.create();
  if (partial) writer.uint32(tag(1)).fork().uint32(8).int64(rejectedSpans).uint32(tag(2)).string(errorMessage).ldelim();
  return { contentType: contentTypes.protobuf, body: writer.finish() };
}

/** `google.rpc.Status`, the body of every answer that is not 200. `code` as gRPC numbers it. */
export function encodeExportFailure(code: number, message: string, encoding: OtlpEncoding): OtlpAnswer {
  if (encoding === "json") return json({ code, message });
  const body = Writer.create().uint32(8).int32(code).uint32(tag(2)).string(message).finish();
  return { contentType: contentTypes.protobuf, body };
}

/** Field `number` with a length before its value. */
function tag(number: number): number {
  return (number << 3) | 2;
}

function json(value: unknown): OtlpAnswer {
  return { contentType: contentTypes.json, body: Buffer.from(JSON.stringify(value)) };
}

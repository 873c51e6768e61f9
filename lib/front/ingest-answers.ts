import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError, type ErrorCode } from "#lib/errors";
import { sendBytes, sendJson, sendProblem } from "#lib/front/send";
import { problemHeaders, problemOf } from "#lib/http/problem";
import { encodeExportAnswer, encodeExportFailure, otlpEncodingOf } from "#lib/ingest/otlp-answer";
import type { Taken } from "#lib/model/taken";

/** How one kind of sender is answered. */
export type IngestAnswers = {
  readonly take: (request: IncomingMessage, response: ServerResponse, taken: Taken) => void;
  readonly fail: (request: IncomingMessage, response: ServerResponse, error: unknown) => void;
};

/** More would not be read in an exporter's log. */
const messagesShown = 3;

/** JSON and problems. */
export const jsonAnswers: IngestAnswers = {
  take: (_, response, taken) => sendJson(response, 200, taken),
  fail: (_, response, error) => {
    const body = problemOf(error);
    sendProblem(response, body, problemHeaders(body.status));
  },
};

/** What OTLP/HTTP demands: the encoding of the request, and 200 with how many spans were not taken. */
export const otlpAnswers: IngestAnswers = {
  take: (request, response, { rejected }) => {
    const told = rejected.slice(0, messagesShown).map(({ line, message }) => `span ${line}: ${message}`);
    const more = rejected.length > messagesShown ? [`and ${rejected.length - messagesShown} more`] : [];
    const encoding = otlpEncodingOf(request.headers["content-type"] ?? null) ?? "json";
    const { contentType, body } = encodeExportAnswer(rejected.length, [...told, ...more].join("; "), encoding);
    sendBytes(response, 200, { "content-type": contentType }, body);
  },
  fail: (request, response, error) => {
    const encoding = otlpEncodingOf(request.headers["content-type"] ?? null);
    if (encoding === null) return jsonAnswers.fail(request, response, error);
    const { status: meant, detail } = problemOf(error);
    // What is answered 507 exporters throw away; after a 503 they try again.
    const status = meant === 507 ? 503 : meant;
    const { contentType, body } = encodeExportFailure(grpcCodeOf(error), detail, encoding);
    sendBytes(response, status, { "content-type": contentType, ...problemHeaders(status) }, body);
  },
};

/** As gRPC numbers them (google.rpc.Code). */
const grpcCodes: Partial<Readonly<Record<ErrorCode, number>>> = {
  bad_input: 3,
  unsupported: 3,
  forbidden: 7,
  too_large: 8,
  too_many: 8,
  unavailable: 14,
  disk_full: 14,
  unauthenticated: 16,
};
const internal = 13;

function grpcCodeOf(error: unknown): number {
  return error instanceof AppError ? (grpcCodes[error.code] ?? internal) : internal;
}

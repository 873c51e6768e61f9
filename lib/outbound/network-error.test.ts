import { expect, test } from "vitest";
import type { NetworkError } from "#lib/model/attempt";
import { networkErrorOf, type Stage } from "#lib/outbound/network-error";

function errorWith(code: string, message = code): Error {
  return Object.assign(new Error(message), { code });
}

test.each<[string, NetworkError]>([
  ["ECONNREFUSED", "refused"],
  ["EHOSTUNREACH", "refused"],
  ["ENETUNREACH", "refused"],
  ["ECONNRESET", "refused"],
  ["ENOTFOUND", "dns"],
  ["EAI_AGAIN", "dns"],
  ["EAI_NODATA", "dns"],
  ["UND_ERR_CONNECT_TIMEOUT", "connect_timeout"],
  ["ETIMEDOUT", "connect_timeout"],
  ["CERT_HAS_EXPIRED", "tls"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "tls"],
  ["SELF_SIGNED_CERT_IN_CHAIN", "tls"],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "tls"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "tls"],
  ["ERR_SSL_WRONG_VERSION_NUMBER", "tls"],
  ["EPROTO", "tls"],
  ["UND_ERR_INVALID_ARG", "other"],
  ["UND_ERR_DESTROYED", "other"],
  ["EMFILE", "other"],
])("while connecting, %s is %s", (code, expected) => {
  expect(networkErrorOf(errorWith(code), "connecting")).toBe(expected);
});

test.each<[string, Stage, NetworkError]>([
  ["UND_ERR_HEADERS_TIMEOUT", "sent", "head_timeout"],
  ["UND_ERR_SOCKET", "sent", "reset"],
  ["ECONNRESET", "sent", "reset"],
  ["EPIPE", "sent", "reset"],
  ["ETIMEDOUT", "sent", "reset"],
  ["HPE_INVALID_CONSTANT", "sent", "other"],
  ["UND_ERR_HEADERS_OVERFLOW", "sent", "other"],
  ["UND_ERR_BODY_TIMEOUT", "answering", "body_timeout"],
  ["UND_ERR_RES_CONTENT_LENGTH_MISMATCH", "answering", "truncated"],
  ["UND_ERR_SOCKET", "answering", "truncated"],
  ["ECONNRESET", "answering", "reset"],
  ["HPE_INVALID_CHUNK_SIZE", "answering", "other"],
])("once sent, %s (%s) is %s", (code, stage, expected) => {
  expect(networkErrorOf(errorWith(code), stage)).toBe(expected);
});

test("where several addresses were tried, the first tells", () => {
  const all = new AggregateError([errorWith("ECONNREFUSED"), errorWith("ENETUNREACH")]);
  expect(networkErrorOf(all, "connecting")).toBe("refused");
});

test("what is no error at all is still named", () => {
  for (const stage of ["connecting", "sent", "answering"] as const) expect(networkErrorOf("boom", stage)).toBe("other");
});

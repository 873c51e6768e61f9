import { expect, test } from "vitest";
import { endingOf } from "#lib/ingest/told-ending";
import { networkErrors } from "#lib/model/attempt";

test.each([
  ["ECONNREFUSED", "refused"],
  ["connect ECONNREFUSED 127.0.0.1:443", "refused"],
  ["java.net.ConnectException: Connection refused", "refused"],
  ["Errno::ECONNREFUSED", "refused"],
  ["Errno::EHOSTUNREACH", "refused"],
  ["net::ERR_CONNECTION_REFUSED", "refused"],
  ["net::ERR_INTERNET_DISCONNECTED", "refused"],
  ["getaddrinfo ENOTFOUND api.kisi.io", "dns"],
  ["EAI_AGAIN", "dns"],
  ["java.net.UnknownHostException", "dns"],
  ["dial tcp: lookup api.kisi.io: no such host", "dns"],
  ["Failed to resolve 'api.kisi.io' ([Errno -2] Name or service not known)", "dns"],
  ["cURL error 6: Could not resolve host: api.kisi.io", "dns"],
  ["net::ERR_NAME_NOT_RESOLVED", "dns"],
  ["CERT_HAS_EXPIRED", "tls"],
  ["SELF_SIGNED_CERT_IN_CHAIN", "tls"],
  ["OpenSSL::SSL::SSLError", "tls"],
  ["javax.net.ssl.SSLHandshakeException", "tls"],
  ["x509: certificate signed by unknown authority", "tls"],
  ["net::ERR_CERT_AUTHORITY_INVALID", "tls"],
  ["UND_ERR_CONNECT_TIMEOUT", "connect_timeout"],
  ["Net::OpenTimeout", "connect_timeout"],
  ["requests.exceptions.ConnectTimeout", "connect_timeout"],
  ["dial tcp 1.2.3.4:443: i/o timeout", "connect_timeout"],
  ["net::ERR_CONNECTION_TIMED_OUT", "connect_timeout"],
  ["UND_ERR_HEADERS_TIMEOUT", "head_timeout"],
  ["net/http: timeout awaiting response headers", "head_timeout"],
  ["Net::ReadTimeout", "head_timeout"],
  ["java.net.SocketTimeoutException: Read timed out", "head_timeout"],
  ["UND_ERR_BODY_TIMEOUT", "body_timeout"],
  ["context deadline exceeded", "deadline"],
  ["TimeoutError", "deadline"],
  ["cURL error 28: Operation timed out after 5000 milliseconds", "deadline"],
  ["timeout of 5000ms exceeded", "deadline"],
  ["net::ERR_TIMED_OUT", "deadline"],
  ["ECONNRESET", "reset"],
  ["socket hang up", "reset"],
  ["http.client.RemoteDisconnected", "reset"],
  ["write: broken pipe", "reset"],
  ["UND_ERR_SOCKET", "reset"],
  ["net::ERR_EMPTY_RESPONSE", "reset"],
  ["EOFError", "reset"],
  ["unexpected EOF", "truncated"],
  ["net::ERR_INCOMPLETE_CHUNKED_ENCODING", "truncated"],
  ["http.client.IncompleteRead", "truncated"],
  ["something else", "other"],
  ["", "other"],
] as const)("no answer and %j is %s", (error, networkError) => {
  expect(endingOf(null, error)).toEqual({ outcome: "network_error", networkError });
});

test.each(networkErrors)("our own word %s is taken as it is", (word) => {
  expect(endingOf(null, word).networkError).toBe(word);
});

test.each([
  [null, null, "network_error", "other"],
  [null, "AbortError", "aborted", null],
  [null, "net::ERR_ABORTED", "aborted", null],
  [null, "context canceled", "aborted", null],
  [200, null, "success", null],
  [200, "could not parse the JSON", "success", null],
  [200, "ECONNRESET", "network_error", "reset"],
  [200, "Net::ReadTimeout", "network_error", "body_timeout"],
  [200, "The operation was aborted", "aborted", null],
  [304, null, "redirect", null],
  [404, "Request failed with status code 404", "client_error", null],
  [404, "ECONNRESET", "client_error", null],
  [429, null, "rate_limited", null],
  [504, "Gateway Timeout", "server_error", null],
] as const)("status %s with error %j is %s %s", (status, error, outcome, networkError) => {
  expect(endingOf(status, error)).toEqual({ outcome, networkError });
});

test("a long text costs no more than its first 500 characters", () => {
  expect(endingOf(null, `${"x".repeat(500)}ECONNREFUSED`).networkError).toBe("other");
});

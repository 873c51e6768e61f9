import { expect, test } from "vitest";
import { forwardRequestHeaders, forwardResponseHeaders } from "#lib/gateway/headers";

test("end-to-end headers pass with order, case and repeats", () => {
  const raw = [
    "Accept",
    "a",
    "ACCEPT",
    "b",
    "Cookie",
    "x=1",
    "Authorization",
    "KISI-LOGIN k",
    "Accept-Encoding",
    "gzip",
  ];
  expect(forwardRequestHeaders(raw)).toEqual(raw);
});

test("what belongs to the caller's connection stays here", () => {
  const raw = [
    "Host",
    "ajar",
    "Connection",
    "close, X-Hop",
    "X-Hop",
    "1",
    "Keep-Alive",
    "5",
    "TE",
    "trailers",
    "A",
    "1",
  ];
  expect(
    forwardRequestHeaders([...raw, "Transfer-Encoding", "chunked", "Upgrade", "h2c", "Expect", "100-continue"]),
  ).toEqual(["A", "1"]);
});

test("everything of Ajar's own stays here, whatever its case", () => {
  expect(forwardRequestHeaders(["X-Ajar-Token", "t", "x-ajar-retries", "1", "X-AJAR-New", "1", "A", "1"])).toEqual([
    "A",
    "1",
  ]);
});

test("an answer keeps its length, date and encoding, and cannot pose as one of Ajar's", () => {
  const raw = [
    "Content-Length",
    "5",
    "Content-Encoding",
    "gzip",
    "Date",
    "now",
    "X-Ajar-Answer",
    "true",
    "Connection",
    "keep-alive",
  ];
  expect(forwardResponseHeaders(raw)).toEqual(["Content-Length", "5", "Content-Encoding", "gzip", "Date", "now"]);
});

import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { decodeBody } from "#lib/recorder/decode-body";

const text = '{"error":"Tür"}';
const noise = Array.from({ length: 60_000 }, (_, n) => ((n * 2_654_435_761) >>> 7).toString(36)).join(" ");

test.each([
  [null, Buffer.from(text)],
  ["identity", Buffer.from(text)],
  ["gzip", gzipSync(text)],
  ["X-GZip", gzipSync(text)],
  ["deflate", deflateSync(text)],
  ["deflate", deflateRawSync(text)],
  ["br", brotliCompressSync(text)],
  ["zstd", zstdCompressSync(text)],
  ["deflate, gzip", gzipSync(deflateSync(text))],
])("unpacks %s", (encoding, bytes) => {
  expect(decodeBody(bytes, encoding, false)).toBe(text);
});

test.each([
  ["gzip", gzipSync(noise)],
  ["deflate", deflateSync(noise)],
  ["br", brotliCompressSync(noise)],
  ["zstd", zstdCompressSync(noise)],
])("unpacks the beginning of a cut %s body", (encoding, bytes) => {
  const beginning = decodeBody(bytes.subarray(0, bytes.length - 1_000), encoding, true) ?? "";
  expect(beginning.length).toBeGreaterThan(1_000);
  expect(noise.startsWith(beginning)).toBe(true);
});

test.each([
  ["gzip", Buffer.from("no gzip at all")],
  ["gzip", gzipSync(text).subarray(0, 12)],
  ["br", Buffer.from("\u0000garbage")],
  ["zstd", Buffer.from("garbage")],
  ["deflate", Buffer.from("garbage")],
  ["compress", Buffer.from(text)],
  ["constructor", Buffer.from(text)],
  ["gzip, gzip, gzip", gzipSync(gzipSync(gzipSync(text)))],
])("gives up on %s garbage", (encoding, bytes) => {
  expect(decodeBody(bytes, encoding, false)).toBeNull();
});

test.each([
  ["gzip", gzipSync(Buffer.alloc(50_000_000))],
  ["br", brotliCompressSync(Buffer.alloc(50_000_000))],
  ["zstd", zstdCompressSync(Buffer.alloc(50_000_000))],
])("does not unpack a %s bomb", (encoding, bytes) => {
  expect(decodeBody(bytes, encoding, false)).toBeNull();
  expect(decodeBody(bytes, encoding, true)).toBeNull();
});

test("leaves out half a character at the cut", () => {
  expect(decodeBody(Buffer.from("Tür").subarray(0, 2), null, true)).toBe("T");
});

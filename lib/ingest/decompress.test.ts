import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { AppError } from "#lib/errors";
import { decompress, readBody } from "#lib/ingest/decompress";

const mib = 1_048_576;
const limits = { encodedBytesMax: mib, bytesMax: 8 * mib };
const text = Buffer.from(Array.from({ length: 5_000 }, (_, n) => `{"line":${n}}\n`).join(""));
const zipped = gzipSync(text);

async function* inChunks(bytes: Uint8Array, size = 777): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

test.each([
  ["none", null, text],
  ["empty header", "", text],
  ["identity", "identity", text],
  ["gzip", "gzip", zipped],
  ["in any case", " GZip ", zipped],
  ["x-gzip", "x-gzip", zipped],
])("%s", async (_, encoding, bytes) => {
  expect(Buffer.compare(await readBody(inChunks(bytes), encoding, limits), text)).toBe(0);
});

test("several gzip members are one body", async () => {
  const body = await readBody(inChunks(Buffer.concat([zipped, zipped])), "gzip", limits);
  expect(body.length).toBe(2 * text.length);
});

test.each([
  ["another encoding", "br", zipped, "bad_input", /"br" is not understood/],
  ["two encodings", "gzip, gzip", zipped, "bad_input", /not understood/],
  ["text that claims to be gzip", "gzip", text, "bad_input", /broken or cut off/],
  ["no bytes at all", "gzip", Buffer.alloc(0), "bad_input", /broken or cut off/],
  ["gzip without its end", "gzip", zipped.subarray(0, -9), "bad_input", /broken or cut off/],
  ["gzip with a byte changed", "gzip", zipped.with(40, (zipped[40] ?? 0) ^ 1), "bad_input", /broken or cut off/],
  [
    "gzip with something behind",
    "gzip",
    Buffer.concat([zipped, Buffer.from("junk")]),
    "bad_input",
    /broken or cut off/,
  ],
  ["too much as sent", null, Buffer.alloc(8 * mib + 1), "too_large", /larger than 8 MiB as sent/],
  ["too much gzip", "gzip", gzipSync(Buffer.alloc(2 * mib), { level: 0 }), "too_large", /larger than 1 MiB as sent/],
])("%s is refused", async (_, encoding, bytes, code, reason) => {
  const error = await readBody(inChunks(bytes), encoding, limits).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ code, message: expect.stringMatching(reason) });
});

test("gzip that unpacks to too much is refused, even if it shrinks like any text", async () => {
  const tight = { encodedBytesMax: mib, bytesMax: text.length - 1 };
  await expect(readBody(inChunks(zipped), "gzip", tight)).rejects.toMatchObject({
    code: "too_large",
    message: expect.stringMatching(/once unpacked/),
  });
  expect(await readBody(inChunks(zipped), "gzip", { ...tight, bytesMax: text.length })).toHaveLength(text.length);
});

test("a bomb is refused long before it is unpacked", async () => {
  const bomb = gzipSync(Buffer.alloc(300 * mib), { level: 9 });
  expect(bomb.length).toBeLessThan(0.3 * mib);
  let unpacked = 0;
  const reading = async () => {
    for await (const chunk of decompress(inChunks(bomb, 65_536), "gzip", { ...limits, bytesMax: 400 * mib })) {
      unpacked += chunk.length;
    }
  };
  await expect(reading()).rejects.toMatchObject({ code: "bad_input", message: expect.stringMatching(/500 times/) });
  expect(unpacked).toBeLessThan(70 * mib);
  await expect(readBody(inChunks(bomb, 65_536), "gzip", limits)).rejects.toBeInstanceOf(AppError);
});

test("equal lines, which shrink best, are no bomb", async () => {
  const lines = Buffer.from('{"startedAt":"2026-01-31T12:00:00Z","method":"GET","url":"/locks"}\n'.repeat(100_000));
  expect((await readBody(inChunks(gzipSync(lines)), "gzip", limits)).length).toBe(lines.length);
});

test("an error of the sender's connection comes through as it is", async () => {
  const gone = new Error("gone");
  async function* broken() {
    yield zipped.subarray(0, 100);
    throw gone;
  }
  await expect(readBody(broken(), "gzip", limits)).rejects.toBe(gone);
  await expect(readBody(broken(), null, limits)).rejects.toBe(gone);
});

test("who stops reading ends the source too", async () => {
  let ended = false;
  async function* endless() {
    try {
      for (;;) yield gzipSync(text);
    } finally {
      ended = true;
    }
  }
  for await (const chunk of decompress(endless(), "gzip", limits)) {
    expect(chunk.length).toBeGreaterThan(0);
    break;
  }
  await expect.poll(() => ended).toBe(true);
});

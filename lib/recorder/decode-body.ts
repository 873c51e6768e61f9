import {
  brotliDecompressSync,
  constants,
  gunzipSync,
  inflateRawSync,
  inflateSync,
  type ZlibOptions,
  zstdDecompressSync,
} from "node:zlib";

/** A body may unpack to this much; more is a bomb, or nothing that a person would read. */
const unpackedBytesMax = 1_048_576;
const encodingsMax = 2;

type Unpack = (bytes: Uint8Array, cut: boolean) => Uint8Array;

const unpackers: Readonly<Record<string, Unpack>> = {
  identity: (bytes) => bytes,
  gzip: (bytes, cut) => gunzipSync(bytes, zlibOptions(cut)),
  "x-gzip": (bytes, cut) => gunzipSync(bytes, zlibOptions(cut)),
  deflate: inflate,
  br: (bytes, cut) =>
    brotliDecompressSync(bytes, {
      maxOutputLength: unpackedBytesMax,
      ...(cut ? { finishFlush: constants.BROTLI_OPERATION_FLUSH } : {}),
    }),
  zstd: (bytes, cut) =>
    zstdDecompressSync(bytes, {
      maxOutputLength: unpackedBytesMax,
      ...(cut ? { finishFlush: constants.ZSTD_e_flush } : {}),
    }),
};

/**
 * The text of a body as it was sent, perhaps compressed, perhaps cut off. Null if it cannot be unpacked to text within
 * 1 MiB. `encoding` is the header `content-encoding`.
 */
export function decodeBody(bytes: Uint8Array, encoding: string | null, cut: boolean): string | null {
  const names = (encoding ?? "identity").split(",").map((name) => name.trim().toLowerCase());
  if (names.length > encodingsMax) return null;
  try {
    const unpacked = names.reduceRight((packed, name) => unpack(name, packed, cut), bytes);
    // With `stream` a character that was cut in half is left out.
    return new TextDecoder().decode(unpacked, { stream: cut });
  } catch {
    // Garbage is expected here; the body's size is kept all the same.
    return null;
  }
}

function unpack(name: string, bytes: Uint8Array, cut: boolean): Uint8Array {
  const unpacker = Object.hasOwn(unpackers, name) ? unpackers[name] : undefined;
  if (!unpacker) throw new Error("unknown content-encoding");
  return unpacker(bytes, cut);
}

/** RFC 9110 says zlib, but some servers send raw deflate. */
function inflate(bytes: Uint8Array, cut: boolean): Uint8Array {
  const isZlib =
    bytes.length > 1 && ((bytes[0] ?? 0) & 0x0f) === 8 && (((bytes[0] ?? 0) << 8) + (bytes[1] ?? 0)) % 31 === 0;
  return isZlib ? inflateSync(bytes, zlibOptions(cut)) : inflateRawSync(bytes, zlibOptions(cut));
}

function zlibOptions(cut: boolean): ZlibOptions {
  return { maxOutputLength: unpackedBytesMax, ...(cut ? { finishFlush: constants.Z_SYNC_FLUSH } : {}) };
}

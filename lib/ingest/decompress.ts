import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { AppError } from "#lib/errors";
import { quote } from "#lib/ingest/refusal";

export type BodyLimits = {
  /** As sent. */
  readonly encodedBytesMax: number;
  /** Once unpacked. */
  readonly bytesMax: number;
  /** Told of each unpacked piece before it is handed on; may throw. */
  readonly onBytes?: (bytes: number) => void;
};

/** Telemetry shrinks to a tenth or a fiftieth; gzip's own limit, which only a bomb comes near, is 1,032. */
const ratioMax = 500;
/** Below this much no ratio is alarming: a batch of equal lines shrinks well. */
const ratioCountsFrom = 4 * 1_048_576;

/**
 * Unpacks a body as it comes. `contentEncoding` is the header; gzip and none are understood. Throws `bad_input` for
 * another encoding, broken or cut gzip and a bomb, `too_large` beyond the limits, and what `chunks` throws.
 */
export async function* decompress(
  chunks: AsyncIterable<Uint8Array>,
  contentEncoding: string | null,
  limits: BodyLimits,
): AsyncGenerator<Uint8Array> {
  const encoding = (contentEncoding ?? "").trim().toLowerCase() || "identity";
  if (encoding !== "identity" && encoding !== "gzip" && encoding !== "x-gzip") {
    throw new AppError("bad_input", `Content-Encoding ${quote(encoding)} is not understood: use gzip or none.`);
  }
  const sent = { bytes: 0 };
  const encoded = countBytes(chunks, sent, encoding === "identity" ? limits.bytesMax : limits.encodedBytesMax);
  if (encoding === "identity") {
    for await (const chunk of encoded) {
      limits.onBytes?.(chunk.length);
      yield chunk;
    }
    return;
  }
  let bytes = 0;
  for await (const chunk of gunzip(encoded)) {
    bytes += chunk.length;
    if (bytes > limits.bytesMax) throw tooLarge("once unpacked", limits.bytesMax);
    if (bytes > ratioCountsFrom && bytes > ratioMax * sent.bytes) {
      throw new AppError(
        "bad_input",
        `The gzip data unpacks to more than ${ratioMax} times its size: send smaller batches.`,
      );
    }
    limits.onBytes?.(chunk.length);
    yield chunk;
  }
}

/** A body whole, within the limits of `decompress`. */
export async function readBody(
  chunks: AsyncIterable<Uint8Array>,
  contentEncoding: string | null,
  limits: BodyLimits,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const chunk of decompress(chunks, contentEncoding, limits)) parts.push(chunk);
  return Buffer.concat(parts);
}

async function* countBytes(
  chunks: AsyncIterable<Uint8Array>,
  sent: { bytes: number },
  bytesMax: number,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    sent.bytes += chunk.length;
    if (sent.bytes > bytesMax) throw tooLarge("as sent", bytesMax);
    yield chunk;
  }
}

async function* gunzip(encoded: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  // An error of any of the streams reaches whoever reads the last one, so the callback has nothing to do.
  const unzipped = pipeline(Readable.from(encoded, { objectMode: false }), createGunzip(), () => undefined);
  try {
    yield* unzipped;
  } catch (error) {
    if (!isZlibError(error)) throw error;
    throw new AppError("bad_input", "The gzip data are broken or cut off.", { cause: error });
  }
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && "code" in error && typeof error.code === "string" && error.code.startsWith("Z_");
}

function tooLarge(when: string, bytesMax: number): AppError {
  return new AppError("too_large", `The body is larger than ${Math.floor(bytesMax / 1_048_576)} MiB ${when}.`);
}

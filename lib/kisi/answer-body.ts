import { promisify } from "node:util";
import { brotliDecompress, gunzip } from "node:zlib";
import type { RawHeaders } from "#lib/outbound/exchange";
import { findHeader } from "#lib/outbound/raw-headers";

/** The body of an answer, read whole or not at all. */
export type AnswerBody =
  | { readonly kind: "empty" }
  | { readonly kind: "json"; readonly value: unknown }
  | { readonly kind: "text"; readonly text: string }
  /** More bytes than asked for, as sent or once decoded; the rest was not read. */
  | { readonly kind: "too_large"; readonly bytesMax: number }
  /** An encoding that is not known here, or one that is broken. */
  | { readonly kind: "undecodable"; readonly encoding: string };

/** Ajar itself asks for gzip; an integration whose answer is looked at may have asked for the other. */
const decoders = { gzip: promisify(gunzip), br: promisify(brotliDecompress) };

/** Reads and decodes a body of at most `bytesMax` bytes, before and after decoding. Throws what the chunks throw. */
export async function readAnswerBody(
  chunks: AsyncIterable<Uint8Array>,
  headers: RawHeaders,
  bytesMax: number,
): Promise<AnswerBody> {
  const encoded = await collect(chunks, bytesMax);
  if (encoded === null) return { kind: "too_large", bytesMax };
  if (encoded.length === 0) return { kind: "empty" };
  const encoding = findHeader(headers, "content-encoding")?.trim().toLowerCase() || "identity";
  switch (encoding) {
    case "identity":
      return parse(encoded);
    case "gzip":
    case "x-gzip":
      return decode(encoded, encoding, decoders.gzip, bytesMax);
    case "br":
      return decode(encoded, encoding, decoders.br, bytesMax);
    default:
      return { kind: "undecodable", encoding: encoding.slice(0, 40) };
  }
}

async function collect(chunks: AsyncIterable<Uint8Array>, bytesMax: number): Promise<Buffer | null> {
  const kept: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > bytesMax) return null;
    kept.push(chunk);
  }
  return Buffer.concat(kept, bytes);
}

async function decode(
  encoded: Buffer,
  encoding: string,
  decompress: (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>,
  bytesMax: number,
): Promise<AnswerBody> {
  try {
    return parse(await decompress(encoded, { maxOutputLength: bytesMax }));
  } catch (error) {
    const tooLarge = error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
    return tooLarge ? { kind: "too_large", bytesMax } : { kind: "undecodable", encoding };
  }
}

function parse(bytes: Buffer): AnswerBody {
  const text = bytes.toString("utf8");
  if (text.trim() === "") return { kind: "empty" };
  try {
    return { kind: "json", value: JSON.parse(text) };
  } catch {
    return { kind: "text", text };
  }
}

import type { IncomingMessage } from "node:http";

type ReadBody =
  | { readonly ok: true; readonly body: Uint8Array | null }
  /** Larger than allowed; the rest was not read. */
  | { readonly ok: false };

/**
 * Reads a request's body whole, because an attempt may have to be repeated. Null if there is none. Stops at `bytesMax`,
 * before reading anything if the length is announced. Rejects if the caller hangs up.
 */
export async function readBody(request: IncomingMessage, bytesMax: number): Promise<ReadBody> {
  const announced = Number(request.headers["content-length"] ?? 0);
  if (announced > bytesMax) return { ok: false };
  if (announced === 0 && request.headers["transfer-encoding"] === undefined) return { ok: true, body: null };
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bytesMax) return { ok: false };
    chunks.push(chunk);
  }
  return { ok: true, body: chunks.length === 1 ? (chunks[0] ?? null) : Buffer.concat(chunks) };
}

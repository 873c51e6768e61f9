import type { IncomingMessage, ServerResponse } from "node:http";
import { askForBody } from "#lib/front/ask-for-body";
import type { BodyHold } from "#lib/front/body-room";
import type { Clock } from "#lib/time/clock";

export type BodyLimits = {
  readonly bytesMax: number;
  /** From the first look at the body to its last byte. */
  readonly withinMs: number;
};

type ReadBody =
  | { readonly ok: true; readonly body: Uint8Array | null }
  | { readonly ok: false; readonly reason: "too_large" | "too_slow" | "no_room" };

/** So long a refusal may take to reach a caller who is still sending: closed at once, he would see a reset instead. */
const discardMs = 5_000;

/**
 * Reads a request's body whole, because an attempt may have to be repeated. Null if there is none. What is too large, or
 * has no room in `hold`, is not kept, nor asked for if its length is announced. Rejects if the caller hangs up.
 */
export async function readBody(
  request: IncomingMessage,
  response: ServerResponse,
  { bytesMax, withinMs }: BodyLimits,
  hold: BodyHold,
  clock: Clock,
): Promise<ReadBody> {
  const announced = Number(request.headers["content-length"] ?? 0);
  if (announced > bytesMax) return refuseToRead(request, "too_large");
  if (announced === 0 && request.headers["transfer-encoding"] === undefined) return { ok: true, body: null };
  if (!hold.take(announced)) return refuseToRead(request, "no_room");
  askForBody(request, response);
  const timer = new AbortController();
  const tooSlow = clock.sleep(withinMs, timer.signal).then(
    () => "too_slow" as const,
    () => "too_slow" as const,
  );
  try {
    const read = await Promise.race([collect(request, bytesMax, announced, hold), tooSlow]);
    if (read === "too_large" || read === "no_room") return refuseToRead(request, read);
    return read === "too_slow" ? { ok: false, reason: read } : { ok: true, body: read };
  } finally {
    timer.abort("read");
  }
}

async function collect(
  request: IncomingMessage,
  bytesMax: number,
  announced: number,
  hold: BodyHold,
): Promise<Uint8Array | "too_large" | "no_room"> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Leaving the loop must not end the connection: the refusal has to go out on it.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bytesMax) return "too_large";
    if (announced === 0 && !hold.take(chunk.length)) return "no_room";
    chunks.push(chunk);
  }
  const [only] = chunks;
  return chunks.length === 1 && only ? only : Buffer.concat(chunks, bytes);
}

function refuseToRead(request: IncomingMessage, reason: "too_large" | "no_room"): ReadBody {
  discardRest(request);
  return { ok: false, reason };
}

/** Throws away what still comes of a body, for a while; then the connection is cut. */
export function discardRest(request: IncomingMessage): void {
  if (request.complete) return;
  // A listener, because `resume` alone does nothing while a reader of the body has not let go of it yet.
  request.on("data", () => undefined);
  request.resume();
  const cut = setTimeout(() => request.destroy(), discardMs);
  request.once("close", () => clearTimeout(cut));
}

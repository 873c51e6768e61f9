import { type AnswerBody, readAnswerBody } from "#lib/kisi/answer-body";
import type { Fingerprint } from "#lib/kisi/fingerprint";
import type { CallUpstream, RawHeaders } from "#lib/outbound/exchange";

type WatchOptions = {
  readonly callUpstream: CallUpstream;
  /** Names the Kisi key of a request; null for one without. */
  readonly credentialOf: (headers: RawHeaders) => Fingerprint | null;
  /** Told which key belongs to which user, each time that Kisi says so. */
  readonly onUser: (credential: string, kisiUser: string) => void;
};

/** Kisi's answer has some kilobytes. */
const bodyBytesMax = 256 * 1024;

/**
 * The call loop, with an eye on answers to `GET /user`: of those only the user's id is read, while the answer passes
 * through as it is.
 */
export function watchUser({ callUpstream, credentialOf, onUser }: WatchOptions): CallUpstream {
  return async (request, signal) => {
    const result = await callUpstream(request, signal);
    if (request.route !== "GET /user" || result.kind !== "answer" || result.status !== 200) return result;
    const credential = credentialOf(request.headers)?.id;
    if (credential === undefined) return result;
    const onWhole = async (chunks: readonly Uint8Array[]) => {
      const kisiUser = userIdOf(await readAnswerBody(eachOf(chunks), result.headers, bodyBytesMax));
      if (kisiUser !== null) onUser(credential, kisiUser);
    };
    return { ...result, body: copied(result.body, onWhole) };
  };
}

async function* copied(
  body: AsyncIterable<Uint8Array>,
  onWhole: (chunks: readonly Uint8Array[]) => Promise<void>,
): AsyncIterable<Uint8Array> {
  const kept: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes <= bodyBytesMax) kept.push(chunk);
    yield chunk;
  }
  // The caller has every byte by now.
  if (bytes <= bodyBytesMax) await onWhole(kept);
}

async function* eachOf(chunks: readonly Uint8Array[]): AsyncIterable<Uint8Array> {
  yield* chunks;
}

/** Kisi's ids are whole numbers; anything else is not believed. */
function userIdOf(body: AnswerBody): string | null {
  if (body.kind !== "json" || typeof body.value !== "object" || body.value === null) return null;
  const id: unknown = Reflect.get(body.value, "id");
  return typeof id === "number" && Number.isSafeInteger(id) && id > 0 ? String(id) : null;
}

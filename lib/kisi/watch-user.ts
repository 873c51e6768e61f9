import { readAnswerBody } from "#lib/kisi/answer-body";
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
 * The call loop, with an eye on the two answers that say whose a key is: to `GET /user` with that key, and to a sign-in,
 * which makes one. Of those only ids are read and the new key's fingerprint is taken, while the answer passes as it is.
 */
export function watchUser({ callUpstream, credentialOf, onUser }: WatchOptions): CallUpstream {
  return async (request, signal) => {
    const result = await callUpstream(request, signal);
    const read = readers.get(request.route);
    if (!read || result.kind !== "answer" || result.status !== 200) return result;
    const onWhole = async (chunks: readonly Uint8Array[]) => {
      const body = await readAnswerBody(eachOf(chunks), result.headers, bodyBytesMax);
      if (body.kind !== "json" || typeof body.value !== "object" || body.value === null) return;
      const { kisiUser, headers } = read(body.value, request.headers);
      const credential = credentialOf(headers)?.id;
      if (kisiUser !== null && credential !== undefined) onUser(credential, kisiUser);
    };
    return { ...result, body: copied(result.body, onWhole) };
  };
}

type Told = { readonly kisiUser: string | null; readonly headers: RawHeaders };

const readers: ReadonlyMap<string, (answer: object, sent: RawHeaders) => Told> = new Map([
  ["GET /user", (answer: object, sent: RawHeaders) => ({ kisiUser: idOf(answer, "id"), headers: sent })],
  ["POST /logins", (answer: object) => ({ kisiUser: idOf(answer, "user_id"), headers: keyOf(answer) })],
]);

/** The key that a sign-in has made, as its holder will send it. */
function keyOf(login: object): RawHeaders {
  const secret: unknown = Reflect.get(login, "secret");
  return typeof secret === "string" && secret !== "" ? ["Authorization", `KISI-LOGIN ${secret}`] : [];
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
function idOf(answer: object, field: string): string | null {
  const id: unknown = Reflect.get(answer, field);
  return typeof id === "number" && Number.isSafeInteger(id) && id > 0 ? String(id) : null;
}

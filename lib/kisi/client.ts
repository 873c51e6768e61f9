import { AppError } from "#lib/errors";
import { type AnswerBody, readAnswerBody } from "#lib/kisi/answer-body";
import { type Authorization, buildAuthorization } from "#lib/kisi/authorization";
import { findOperation } from "#lib/kisi/catalogue";
import { type CollectionRange, parseCollectionRange } from "#lib/kisi/collection-range";
import { buildRequestTarget, fillPath, type PathParams, type Query } from "#lib/kisi/fill-path";
import type { Fingerprint } from "#lib/kisi/fingerprint";
import { createOutboundRequest } from "#lib/kisi/outbound-request";
import type { NetworkError, Source } from "#lib/model/attempt";
import type { Blocked, CallResult, CallUpstream, RawHeaders } from "#lib/outbound/exchange";
import { findHeader } from "#lib/outbound/raw-headers";
import type { Clock } from "#lib/time/clock";

/** What to ask Kisi for: an operation of the catalogue, or any method and path. */
export type KisiOperationCall =
  | { readonly operationId: string; readonly params?: PathParams; readonly query?: Query; readonly body?: unknown }
  | { readonly method: string; readonly path: string; readonly query?: Query; readonly body?: unknown };

/** On whose behalf, and how hard to try. */
export type KisiCallContext = {
  /** Null sends no `Authorization`: sign-in and the public operations need none. */
  readonly authorization: Authorization | null;
  readonly source: Source;
  readonly integration: string | null;
  /** Kisi's partner headers, sent when given. */
  readonly partner?: { readonly identifier: string | null; readonly contact: string | null };
  readonly retriesMax?: number;
  readonly deadlineMs?: number;
  readonly repeatSafe?: boolean;
  /** True sends it whatever the guard holds. */
  readonly guardOff?: boolean;
  readonly signal?: AbortSignal;
};

type Common = {
  readonly callId: string;
  /** What the caller waited in all. */
  readonly latencyMs: number;
};
type Head = {
  readonly status: number;
  readonly headers: RawHeaders;
  readonly attempts: number;
  readonly heldBackMs: number;
};

export type KisiResult = Common &
  (
    | (Head & { readonly kind: "answer"; readonly body: AnswerBody; readonly collectionRange: CollectionRange | null })
    /** The head came and the body broke off; Kisi has processed the request. */
    | (Head & { readonly kind: "cut_off"; readonly cause: unknown })
    | {
        readonly kind: "no_answer";
        readonly attempts: number;
        readonly networkError: NetworkError;
        readonly timedOut: boolean;
        readonly outcomeUnknown: boolean;
      }
    | Blocked
  );

export type KisiClientOptions = {
  readonly callUpstream: CallUpstream;
  /** `https://api.kisi.io` */
  readonly origin: string;
  readonly newCallId: () => string;
  readonly fingerprint: (secret: string) => Fingerprint;
  /** Whose a key is, by its fingerprint; null if unknown. Default: nobody knows. */
  readonly kisiUserOf?: (credential: string) => string | null;
  readonly clock: Pick<Clock, "elapsed">;
  /** Ajar's own version, for `User-Agent`. */
  readonly version: string;
  /** Default true: keep under Kisi's published limits. */
  readonly paced?: boolean;
};

export type KisiClient = {
  /**
   * One call, retried and recorded by the loop. Failures of transport are results. Throws `bad_input` for what cannot
   * be sent, and the signal's reason if it aborts.
   */
  readonly send: (call: KisiOperationCall & KisiCallContext) => Promise<KisiResult>;
};

const bodyBytesMax = 5 * 1024 * 1024;
const headerValue = /^[\x20-\x7e]*$/;

/** Calls Kisi through the shared call loop. */
export function createKisiClient(options: KisiClientOptions): KisiClient {
  const { callUpstream, clock, fingerprint, kisiUserOf, newCallId, origin, paced = true, version } = options;
  return {
    async send(call) {
      const startedMs = clock.elapsed();
      const { method, path } = resolveOperation(call);
      const body = call.body === undefined ? null : encodeJson(call.body);
      const credential = call.authorization === null ? null : fingerprint(call.authorization.secret).id;
      const request = createOutboundRequest({
        ...call,
        callId: newCallId(),
        method,
        origin,
        path: buildRequestTarget(path, call.query),
        headers: buildHeaders(call, version, body !== null),
        body,
        credential,
        kisiUser: credential === null ? null : (kisiUserOf?.(credential) ?? null),
        paced,
      });
      const result = await readResult(await callUpstream(request, call.signal), call.signal);
      return { ...result, callId: request.callId, latencyMs: clock.elapsed() - startedMs };
    },
  };
}

type WithoutCommon<T> = T extends unknown ? Omit<T, keyof Common> : never;

async function readResult(result: CallResult, signal: AbortSignal | undefined): Promise<WithoutCommon<KisiResult>> {
  if (result.kind !== "answer") return result;
  const { body: chunks, ...head } = result;
  try {
    const body = await readAnswerBody(chunks, head.headers, bodyBytesMax);
    return { ...head, body, collectionRange: parseCollectionRange(findHeader(head.headers, "x-collection-range")) };
  } catch (cause) {
    signal?.throwIfAborted();
    return { ...head, kind: "cut_off", cause };
  }
}

function resolveOperation(call: KisiOperationCall): { method: string; path: string } {
  if (!("operationId" in call)) {
    if (/^[A-Z]{1,20}$/.test(call.method)) return { method: call.method, path: call.path };
    throw badInput("method", "must be in capital letters, as GET");
  }
  const operation = findOperation(call.operationId);
  if (!operation) throw badInput("operationId", "is none of Kisi's operations");
  return { method: operation.method, path: fillPath(operation.path, call.params ?? {}) };
}

function buildHeaders(call: KisiCallContext, version: string, hasBody: boolean): RawHeaders {
  const { authorization, partner } = call;
  const headers = ["Accept", "application/json", "Accept-Encoding", "gzip", "User-Agent", `Ajar/${version}`];
  if (hasBody) headers.push("Content-Type", "application/json");
  if (authorization) headers.push("Authorization", buildAuthorization(authorization));
  if (partner?.identifier)
    headers.push("X-Kisi-Integration-Identifier", checked("partner.identifier", partner.identifier));
  if (partner?.contact) headers.push("X-Kisi-Integration-Contact", checked("partner.contact", partner.contact));
  return headers;
}

function checked(path: string, value: string): string {
  if (headerValue.test(value)) return value;
  throw badInput(path, "has letters that a header cannot have: use plain English letters, digits and signs");
}

function encodeJson(body: unknown): Uint8Array {
  try {
    return new TextEncoder().encode(JSON.stringify(body));
  } catch (cause) {
    throw badInput("body", "cannot be written as JSON", cause);
  }
}

function badInput(path: string, message: string, cause?: unknown): AppError {
  return new AppError("bad_input", `${path} ${message}`, { cause, errors: [{ path, message }] });
}

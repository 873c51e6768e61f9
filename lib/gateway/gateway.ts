import type { CallOptions } from "#lib/gateway/call-options";
import { forwardRequestHeaders } from "#lib/gateway/headers";
import type { Fingerprint } from "#lib/kisi/fingerprint";
import { createOutboundRequest } from "#lib/kisi/outbound-request";
import type { CallResult, CallUpstream, OutboundRequest, RawHeaders } from "#lib/outbound/exchange";
import { findHeader } from "#lib/outbound/raw-headers";

/** Whose traffic it is, and what Ajar adds to it when the caller sent none. */
export type GatewayCaller = {
  readonly integration: string;
  /** Whole `Authorization` value of the stored key; null if there is none. */
  readonly authorization: string | null;
  readonly identifier: string | null;
  readonly contact: string | null;
};

export type GatewayRequest = {
  readonly method: string;
  /** Path and query as `readTarget` accepted them. */
  readonly path: string;
  readonly headers: RawHeaders;
  readonly body: Uint8Array | null;
  readonly caller: GatewayCaller;
  readonly options: CallOptions;
};

export type GatewayDeps = {
  readonly callUpstream: CallUpstream;
  /** The one upstream. */
  readonly origin: string;
  /** Names the Kisi key of a request; null for one without. */
  readonly credentialOf: (headers: RawHeaders) => Fingerprint | null;
  /** Whose a key is, by its fingerprint; null if unknown. */
  readonly kisiUserOf: (credential: string) => string | null;
  readonly newCallId: () => string;
  readonly paced: boolean;
};

/** A forwarded call: its id at once, its result when the head of the answer is there. */
export type Forwarded = { readonly callId: string; readonly result: CallResult };

/** Sends a caller's request through the call loop, byte for byte. Rejects only if `signal` aborts. */
export async function forward(deps: GatewayDeps, request: GatewayRequest, signal: AbortSignal): Promise<Forwarded> {
  const outbound = prepare(deps, request);
  return { callId: outbound.callId, result: await deps.callUpstream(outbound, signal) };
}

function prepare(deps: GatewayDeps, request: GatewayRequest): OutboundRequest {
  const headers = forwardRequestHeaders(request.headers);
  addMissing(headers, "Authorization", request.caller.authorization);
  addMissing(headers, "X-Kisi-Integration-Identifier", request.caller.identifier);
  addMissing(headers, "X-Kisi-Integration-Contact", request.caller.contact);
  const credential = deps.credentialOf(headers)?.id ?? null;
  return createOutboundRequest({
    callId: deps.newCallId(),
    method: request.method,
    path: request.path,
    headers,
    body: request.body,
    origin: deps.origin,
    credential,
    kisiUser: credential === null ? null : deps.kisiUserOf(credential),
    source: "gateway",
    integration: request.caller.integration,
    paced: deps.paced,
    ...request.options,
  });
}

function addMissing(headers: string[], name: string, value: string | null): void {
  if (value !== null && findHeader(headers, name) === null) headers.push(name, value);
}

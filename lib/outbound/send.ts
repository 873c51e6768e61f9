import { Agent, type Dispatcher } from "undici";
import type { NetworkError } from "#lib/model/attempt";
import type { OutboundRequest, RawHeaders } from "#lib/outbound/exchange";
import { networkErrorOf, type Stage } from "#lib/outbound/network-error";

/** What one exchange tells, in this order: sent, head, chunks, then end or failure. Nothing comes after an abort. */
export type Receiver = {
  /** A connection stands and the request goes out on it: from now on it may be processed. */
  readonly onSent: () => void;
  readonly onHead: (status: number, headers: RawHeaders, statusText: string) => void;
  /** False asks for a pause until `resume`. */
  readonly onChunk: (chunk: Uint8Array) => boolean;
  readonly onEnd: () => void;
  readonly onFailure: (networkError: NetworkError) => void;
};

export type Sending = {
  readonly resume: () => void;
  /** Destroys the connection, or never uses one. */
  readonly abort: () => void;
};

/** One HTTP exchange: no retry, no redirect, no decoding. Never throws; failures go to the receiver. */
export type Send = (
  request: Pick<OutboundRequest, "origin" | "method" | "path" | "headers" | "body">,
  receiver: Receiver,
) => Sending;

/** Kept by undici's coarse timers: they fire up to a second late, never early. */
export type TimeLimits = {
  readonly connectMs: number;
  /** From the request sent to the head of the answer. */
  readonly headMs: number;
  /** Between two chunks of the body. */
  readonly bodyIdleMs: number;
};

const defaultLimits: TimeLimits = { connectMs: 5000, headMs: 15_000, bodyIdleMs: 15_000 };
const connectionsMax = 256;

/** Headers that belong to one connection: this one's are set here, Host from the origin among them. */
const connectionHeaders = new Set([
  "host",
  "connection",
  "content-length",
  "transfer-encoding",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "upgrade",
  // The body is whole and at hand, so there is nothing to wait for.
  "expect",
]);

/**
 * Sends over keep-alive connections. All other headers go out, and all come in, exactly as they stand.
 * `close` waits for the exchanges under way; after it nothing can be sent.
 */
export function createSend(limits: TimeLimits = defaultLimits): { send: Send; close: () => Promise<void> } {
  const agent = new Agent({
    connections: connectionsMax,
    pipelining: 1,
    // HTTP/2 would fold the case and order of headers.
    allowH2: false,
    connectTimeout: limits.connectMs,
    headersTimeout: limits.headMs,
    bodyTimeout: limits.bodyIdleMs,
  });
  const send: Send = ({ origin, method, path, headers, body }, receiver) => {
    const exchange = new UndiciExchange(receiver);
    agent.dispatch({ origin, method, path, headers: endToEndHeaders(headers), body }, exchange);
    return exchange;
  };
  return { send, close: () => agent.close() };
}

function endToEndHeaders(headers: RawHeaders): string[] {
  const kept: string[] = [];
  for (let i = 0; i + 1 < headers.length; i += 2) {
    const name = headers[i] ?? "";
    if (!connectionHeaders.has(name.toLowerCase())) kept.push(name, headers[i + 1] ?? "");
  }
  return kept;
}

class UndiciExchange implements Dispatcher.DispatchHandler, Sending {
  readonly #receiver: Receiver;
  #stage: Stage = "connecting";
  #over = false;
  #controller: Dispatcher.DispatchController | null = null;

  constructor(receiver: Receiver) {
    this.#receiver = receiver;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#over) {
      controller.abort(new Error("Aborted before a connection was there"));
      return;
    }
    this.#controller = controller;
    this.#stage = "sent";
    this.#receiver.onSent();
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, _headers: unknown, statusText = ""): void {
    // 1xx only announces the answer.
    if (this.#over || status < 200) return;
    this.#stage = "answering";
    // undici has read it as UTF-8, so this brings its bytes back.
    this.#receiver.onHead(status, rawHeadersOf(controller), Buffer.from(statusText).toString("latin1"));
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Uint8Array): void {
    if (!this.#over && !this.#receiver.onChunk(chunk)) controller.pause();
  }

  onResponseEnd(): void {
    if (this.#over) return;
    this.#over = true;
    this.#receiver.onEnd();
  }

  onResponseError(_controller: unknown, error: Error): void {
    if (this.#over) return;
    this.#over = true;
    this.#receiver.onFailure(networkErrorOf(error, this.#stage));
  }

  resume = (): void => {
    if (!this.#over) this.#controller?.resume();
  };

  abort = (): void => {
    if (this.#over) return;
    this.#over = true;
    this.#controller?.abort(new Error("Aborted"));
  };
}

/** Bytes as latin-1 characters, so that no byte is lost. */
function rawHeadersOf({ rawHeaders }: Dispatcher.DispatchController): RawHeaders {
  if (!Array.isArray(rawHeaders)) return [];
  return rawHeaders.map((part: string | Buffer) => (typeof part === "string" ? part : part.toString("latin1")));
}

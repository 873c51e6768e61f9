import { AppError } from "#lib/errors";
import type { NetworkError } from "#lib/model/attempt";
import { isFailure, type Outcome, outcomeOfStatus } from "#lib/model/outcome";
import { AnswerBody } from "#lib/outbound/answer-body";
import type { EndedBy } from "#lib/outbound/deadline";
import type { ObservedAttempt, OutboundRequest, RawHeaders } from "#lib/outbound/exchange";
import { findHeader } from "#lib/outbound/raw-headers";
import { parseRetryAfter } from "#lib/outbound/retry-after";
import type { Receiver, Send, Sending } from "#lib/outbound/send";
import type { Clock } from "#lib/time/clock";
import { toMicroseconds } from "#lib/time/microseconds";

export type Head = {
  readonly status: number;
  readonly statusText: string;
  readonly headers: RawHeaders;
  readonly ttfbMs: number;
  readonly retryAfterMs: number | null;
};

export type AttemptEnd = {
  /** Of the head, also if the body broke off; null without one. */
  readonly status: number | null;
  readonly outcome: Outcome;
  readonly networkError: NetworkError | null;
  /** False if the upstream cannot have begun to process the request. */
  readonly sent: boolean;
  readonly latencyMs: number;
};

export type AttemptFacts = {
  readonly request: OutboundRequest;
  readonly number: number;
  readonly heldBackMs: number;
  readonly waitedMs: number;
  /** Called once, at the very moment the attempt ends. */
  readonly onEnd: (end: AttemptEnd) => void;
};

/** As much of a failed answer as the recorder may look at. */
const captureBytesMax = 64 * 1024;

/** One attempt from its start to its last byte: takes the times, keeps what the recorder needs, feeds the body. */
export class RunningAttempt implements Receiver {
  readonly facts: AttemptFacts;
  readonly body: AnswerBody;
  readonly #clock: Clock;
  readonly #startedAtMs: number;
  readonly #startedMs: number;
  readonly #headOrEnd = Promise.withResolvers<void>();
  readonly #ended = Promise.withResolvers<void>();
  readonly #captured: Uint8Array[] = [];
  readonly #sending: Sending;
  #capturedBytes = 0;
  #sent = false;
  #head: Head | null = null;
  #end: AttemptEnd | null = null;

  constructor(send: Send, clock: Clock, facts: AttemptFacts) {
    this.facts = facts;
    this.#clock = clock;
    this.#startedAtMs = clock.now();
    this.#startedMs = clock.elapsed();
    this.body = new AnswerBody(() => this.#sending.resume());
    this.#sending = send(facts.request, this);
  }

  get head(): Head | null {
    return this.#head;
  }

  get end(): AttemptEnd | null {
    return this.#end;
  }

  get headOrEnd(): Promise<void> {
    return this.#headOrEnd.promise;
  }

  get ended(): Promise<void> {
    return this.#ended.promise;
  }

  /** Length of the body as far as the head tells it; 0 if there can be none. */
  get lengthBytes(): number | null {
    if (!this.#head) return null;
    const { status, headers } = this.#head;
    if (this.facts.request.method === "HEAD" || status === 204 || status === 304) return 0;
    const length = findHeader(headers, "content-length");
    return length === null ? null : Number(length);
  }

  /** Nothing that a reader could be given piece by piece: no answer, a broken one, or one that ends with its head. */
  get hasNothingToStream(): boolean {
    const end = this.#end;
    if (!this.#head || this.lengthBytes === 0) return true;
    return end !== null && (end.networkError !== null || end.outcome === "aborted" || this.body.receivedBytes === 0);
  }

  onSent = (): void => {
    this.#sent = true;
  };

  onHead = (status: number, headers: RawHeaders, statusText: string): void => {
    const retryAfter = findHeader(headers, "retry-after");
    const retryAfterMs = retryAfter === null ? null : parseRetryAfter(retryAfter, this.#clock.now());
    this.#head = { status, statusText, headers, ttfbMs: this.#sinceStart(), retryAfterMs };
    this.#headOrEnd.resolve();
  };

  onChunk = (chunk: Uint8Array): boolean => {
    if (this.#head && isFailure(outcomeOfStatus(this.#head.status))) this.#capture(chunk);
    return this.body.push(chunk);
  };

  onEnd = (): void => {
    this.#finish(outcomeOfStatus(this.#head?.status ?? 0), null);
    this.body.finish();
  };

  onFailure = (networkError: NetworkError): void => {
    this.#finish("network_error", networkError);
    this.body.break(new AppError("unavailable", `The upstream's answer was cut off after its head: ${networkError}`));
  };

  /** Ends the attempt from outside, if it has not ended by itself. The body's reader meets `reason`. */
  stop(by: EndedBy, reason: unknown): void {
    if (this.#end) return;
    this.#sending.abort();
    if (by === "deadline") {
      this.onFailure("deadline");
      return;
    }
    this.#finish("aborted", null);
    this.body.break(reason);
  }

  /** What the recorder sees; only for an attempt that has ended. */
  toObserved(call: ObservedAttempt["call"]): ObservedAttempt {
    const { request, number, heldBackMs, waitedMs } = this.facts;
    return {
      request,
      attempt: number,
      startedAtMs: this.#startedAtMs,
      outcome: this.#end?.outcome ?? "aborted",
      status: this.#head?.status ?? null,
      networkError: this.#end?.networkError ?? null,
      blockedReason: null,
      hold: null,
      responseHeaders: this.#head?.headers ?? [],
      responseBody: Buffer.concat(this.#captured),
      responseBodyBytes: this.body.receivedBytes,
      latencyMs: this.#end?.latencyMs ?? this.#sinceStart(),
      ttfbMs: this.#head?.ttfbMs ?? null,
      heldBackMs: toMicroseconds(heldBackMs),
      waitedMs: toMicroseconds(waitedMs),
      retryAfterMs: this.#head?.retryAfterMs ?? null,
      call,
    };
  }

  #sinceStart(): number {
    return toMicroseconds(this.#clock.elapsed() - this.#startedMs);
  }

  #capture(chunk: Uint8Array): void {
    const room = captureBytesMax - this.#capturedBytes;
    if (room <= 0) return;
    const kept = chunk.subarray(0, room);
    this.#captured.push(kept);
    this.#capturedBytes += kept.byteLength;
  }

  #finish(outcome: Outcome, networkError: NetworkError | null): void {
    const status = this.#head?.status ?? null;
    this.#end = { status, outcome, networkError, sent: this.#sent, latencyMs: this.#sinceStart() };
    this.facts.onEnd(this.#end);
    this.#headOrEnd.resolve();
    this.#ended.resolve();
  }
}

import type { NetworkError, StopReason } from "#lib/model/attempt";
import { type Admission, type AdmissionDeps, admit } from "#lib/outbound/admission";
import { backoffMs } from "#lib/outbound/backoff";
import { verdictOf } from "#lib/outbound/breaker";
import { createDeadline, type Deadline } from "#lib/outbound/deadline";
import type { Blocked, CallResult, CallUpstream, ObservedAttempt, OutboundRequest } from "#lib/outbound/exchange";
import { idleGuard, plainPace } from "#lib/outbound/idle-guard";
import { Journal, type JournalDeps } from "#lib/outbound/journal";
import { type Brought, decideRetry, type RetryDecision } from "#lib/outbound/retry";
import type { RetryBudget } from "#lib/outbound/retry-budget";
import { RunningAttempt } from "#lib/outbound/running-attempt";
import type { Send } from "#lib/outbound/send";
import { toMicroseconds } from "#lib/time/microseconds";

type LoopDeps = JournalDeps &
  AdmissionDeps & {
    readonly send: Send;
    /** A number in [0, 1), for jitter. */
    readonly random: () => number;
    readonly retryBudget: RetryBudget;
  };

/** Without a guard nothing is refused; without a `priorityPace` only door actions go first. */
export type CallDeps = Omit<LoopDeps, "guard" | "priorityPace"> & Partial<Pick<LoopDeps, "guard" | "priorityPace">>;

type Admitted = Extract<Admission, { ok: true }>;
type Refused = Extract<Admission, { ok: false }>;
type CallTotals = NonNullable<ObservedAttempt["call"]>;

const timeouts: ReadonlySet<NetworkError> = new Set(["connect_timeout", "head_timeout", "body_timeout", "deadline"]);

/** The call loop: the one place that sends, waits, sends again or gives up. It decides nothing itself. */
export function createCallUpstream(given: CallDeps): CallUpstream {
  const deps: LoopDeps = { guard: idleGuard, priorityPace: plainPace, ...given };
  return async (request, signal) => {
    signal?.throwIfAborted();
    return new CallRun(deps, request, signal).run();
  };
}

/** One call from its start until its last attempt is durable. */
class CallRun {
  readonly #deps: LoopDeps;
  readonly #request: OutboundRequest;
  readonly #journal: Journal;
  readonly #deadline: Deadline;
  readonly #startedAtMs: number;
  readonly #startedMs: number;
  #heldBackMs = 0;
  /** The attempt under way, or the one whose answer is handed back if no other follows. */
  #last: RunningAttempt | null = null;
  /** Why no other attempt follows; null until that is decided. */
  #stopped: StopReason | null = null;

  constructor(deps: LoopDeps, request: OutboundRequest, signal: AbortSignal | undefined) {
    this.#deps = deps;
    this.#request = request;
    this.#journal = new Journal(deps);
    this.#startedAtMs = deps.clock.now();
    this.#startedMs = deps.clock.elapsed();
    this.#deadline = createDeadline(deps.clock, request.deadlineMs, signal, () => this.#onEndedFromOutside());
  }

  async run(): Promise<CallResult> {
    const refused = await this.#untilDecided();
    if (this.#last) return this.#handBack(this.#last);
    if (refused) return this.#refuse(refused);
    this.#deadline.release();
    throw this.#deadline.signal.reason;
  }

  /** Makes attempts until one is the last: by decision, by refusal of another, or because the call was ended from outside. */
  async #untilDecided(): Promise<Refused | null> {
    try {
      return await this.#loop();
    } catch (error) {
      // Being ended from outside is all that may interrupt a wait.
      if (this.#deadline.endedBy()) return null;
      this.#deadline.release();
      throw error;
    }
  }

  async #loop(): Promise<Refused | null> {
    let waitedMs = 0;
    for (let number = 1; ; number += 1) {
      const admission = await admit(this.#deps, this.#request, this.#deadline);
      this.#heldBackMs += admission.heldBackMs;
      if (!admission.ok) {
        this.#stopped = stopReasonOfRefusal(admission.blocked);
        return admission;
      }
      const previous = this.#last;
      const attempt = this.#send(number, waitedMs, admission);
      if (previous) this.#journal.note(previous.toObserved(null));
      await attempt.headOrEnd;
      const waitMs = await this.#waitBeforeRetry(attempt);
      if (waitMs === null) return null;
      waitedMs = await this.#wait(waitMs);
    }
  }

  #send(number: number, waitedMs: number, { heldBackMs, permit, guardPass }: Admitted): RunningAttempt {
    const { send, clock, retryBudget } = this.#deps;
    const attempt = new RunningAttempt(send, clock, {
      request: this.#request,
      number,
      heldBackMs,
      waitedMs,
      onEnd: (end) => {
        permit.settle(verdictOf(end));
        guardPass.settle(end.status);
        if (number === 1 && end.outcome === "success") retryBudget.earn();
      },
    });
    this.#last = attempt;
    return attempt;
  }

  /** Ms to wait before the next attempt, or null if this was the last. A retried answer is taken in whole first. */
  async #waitBeforeRetry(attempt: RunningAttempt): Promise<number | null> {
    const { retryAfterMs, status } = attempt.head ?? {};
    if (status === 429 && retryAfterMs) this.#deps.pacer.holdOthers(this.#request.paceLimits, retryAfterMs);
    const jitterMs = backoffMs(attempt.facts.number - 1, this.#deps.random());
    const atHead = this.#decide(attempt, jitterMs);
    if (atHead.do === "hand_back") return this.#stop(atHead.because);
    if ((await attempt.body.buffer()) === "too_large") return this.#stop("answer_too_large");
    const decision = this.#decide(attempt, jitterMs);
    if (decision.do === "hand_back") return this.#stop(decision.because);
    this.#deps.retryBudget.take();
    return decision.waitMs;
  }

  #stop(because: StopReason): null {
    this.#stopped = because;
    return null;
  }

  #decide(attempt: RunningAttempt, jitterMs: number): RetryDecision {
    const { head, end } = attempt;
    const brought: Brought = head
      ? { kind: "answer", status: head.status, retryAfterMs: head.retryAfterMs }
      : { kind: "no_answer", networkError: end?.networkError ?? "other", sent: end?.sent ?? true };
    return decideRetry(brought, {
      request: this.#request,
      attempt: attempt.facts.number,
      remainingMs: this.#deadline.endedBy() ? 0 : this.#deadline.remainingMs(),
      backoffMs: jitterMs,
      budgetLeft: this.#deps.retryBudget.hasToken(),
      breakerOpenMs: this.#deps.breaker.refusesForMs(this.#request.breakerKey),
      suspected: this.#deps.guard.suspicionOf(this.#request) !== null,
    });
  }

  /** Returns how long it took. Timers may fire a little early; a retry must not. */
  async #wait(ms: number): Promise<number> {
    const { clock } = this.#deps;
    const startedMs = clock.elapsed();
    for (let leftMs = ms; leftMs > 0; leftMs = startedMs + ms - clock.elapsed()) {
      await clock.sleep(leftMs, this.#deadline.signal);
    }
    return clock.elapsed() - startedMs;
  }

  async #handBack(attempt: RunningAttempt): Promise<CallResult> {
    const durable = attempt.ended.then(() => this.#close(attempt));
    if (this.#deadline.endedBy() === "caller" || attempt.hasNothingToStream) await durable;
    if (this.#deadline.endedBy() === "caller") throw this.#deadline.signal.reason;
    const { head, end, lengthBytes } = attempt;
    const attempts = attempt.facts.number;
    if (!head || end?.networkError) {
      const networkError = end?.networkError ?? "other";
      const timedOut = timeouts.has(networkError);
      return { kind: "no_answer", attempts, networkError, timedOut, outcomeUnknown: end?.sent ?? true };
    }
    const { status, statusText, headers } = head;
    const body = attempt.body.read({ lengthBytes, durable, onLeave: () => attempt.stop("caller", null) });
    return { kind: "answer", attempts, heldBackMs: this.#heldBackMs, status, statusText, headers, body };
  }

  async #refuse({ blocked, heldBackMs }: Refused): Promise<CallResult> {
    const totals = this.#totals(0, null);
    this.#journal.note(blockedAttempt(this.#request, blocked, toMicroseconds(heldBackMs), totals));
    this.#deadline.release();
    await this.#journal.durable();
    return blocked;
  }

  /** The call's last attempt has ended. */
  async #close(attempt: RunningAttempt): Promise<void> {
    this.#journal.note(attempt.toObserved(this.#totals(attempt.facts.number, this.#stopReasonOf(attempt))));
    this.#deadline.release();
    await this.#journal.durable();
  }

  #stopReasonOf({ end }: RunningAttempt): StopReason {
    // Only the caller or the deadline can keep the loop from deciding.
    const undecided = this.#deadline.endedBy() === "deadline" ? "wait_beyond_deadline" : "caller_left";
    if (end?.outcome === "aborted") return undecided;
    // What breaks off after its head cannot be repeated any more: the caller has the head.
    if (this.#stopped === "answered" && end?.networkError) return "answer_passed_on";
    return this.#stopped ?? undecided;
  }

  #totals(attempts: number, stopReason: StopReason | null): CallTotals {
    const latencyMs = toMicroseconds(this.#deps.clock.elapsed() - this.#startedMs);
    return {
      startedAtMs: this.#startedAtMs,
      attempts,
      latencyMs,
      heldBackMs: toMicroseconds(this.#heldBackMs),
      stopReason,
    };
  }

  #onEndedFromOutside(): void {
    const by = this.#deadline.endedBy();
    if (by) this.#last?.stop(by, this.#deadline.signal.reason);
  }
}

/** Why a call was not sent once more, if its next attempt was refused; the reason of one never sent is its block. */
function stopReasonOfRefusal(blocked: Blocked): StopReason {
  if (blocked.reason !== "guard") return blocked.reason === "pacer" ? "held_back_beyond_deadline" : "breaker_open";
  return blocked.hold.rule === "suspension" ? "suspected_suspension" : "guard_hold";
}

/** The one row of a call that was never sent. */
function blockedAttempt(
  request: OutboundRequest,
  blocked: Blocked,
  heldBackMs: number,
  call: CallTotals,
): ObservedAttempt {
  return {
    request,
    attempt: 0,
    startedAtMs: call.startedAtMs,
    outcome: "blocked",
    status: null,
    networkError: null,
    blockedReason: blocked.reason,
    hold: blocked.reason === "guard" ? blocked.hold : null,
    responseHeaders: [],
    responseBody: new Uint8Array(),
    responseBodyBytes: 0,
    latencyMs: 0,
    ttfbMs: null,
    heldBackMs,
    waitedMs: 0,
    retryAfterMs: Math.ceil(blocked.retryAfterMs),
    call,
  };
}

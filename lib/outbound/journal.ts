import type { Observe, ObservedAttempt } from "#lib/outbound/exchange";
import type { Clock } from "#lib/time/clock";

/** An attempt that its call did not wait for any longer, or that could not be kept. */
export type ObserveError =
  | { readonly kind: "slow"; readonly afterMs: number }
  | { readonly kind: "failed"; readonly cause: unknown };

/** Told once for each attempt that is, or may be, lost to the store. */
export type OnObserveError = (callId: string, error: ObserveError) => void;

export type JournalDeps = {
  readonly observe: Observe;
  readonly clock: Clock;
  readonly onObserveError: OnObserveError;
};

const durableWithinMs = 1000;

/** Hands one call's attempts to the recorder, and knows when they are durable. A failing store never fails a call. */
export class Journal {
  readonly #deps: JournalDeps;
  readonly #open = new Map<ObservedAttempt, Promise<void>>();

  constructor(deps: JournalDeps) {
    this.#deps = deps;
  }

  note(attempt: ObservedAttempt): void {
    const kept = this.#observe(attempt).then(
      () => {
        this.#open.delete(attempt);
      },
      (cause: unknown) => {
        // Deleted already: it was reported as slow, and is counted once.
        if (this.#open.delete(attempt)) this.#report(attempt, { kind: "failed", cause });
      },
    );
    this.#open.set(attempt, kept);
  }

  /** Resolves once all noted attempts are durable, or after a second all the same. Never rejects. */
  async durable(): Promise<void> {
    if (this.#open.size === 0) return;
    const tooLong = Promise.withResolvers<void>();
    const cancel = this.#deps.clock.after(durableWithinMs, () => {
      this.#giveUp();
      tooLong.resolve();
    });
    await Promise.race([Promise.all(this.#open.values()), tooLong.promise]);
    cancel();
  }

  async #observe(attempt: ObservedAttempt): Promise<void> {
    return this.#deps.observe(attempt);
  }

  #giveUp(): void {
    for (const attempt of this.#open.keys()) this.#report(attempt, { kind: "slow", afterMs: durableWithinMs });
    this.#open.clear();
  }

  #report(attempt: ObservedAttempt, error: ObserveError): void {
    this.#deps.onObserveError(attempt.request.callId, error);
  }
}

import type { PaceLimit } from "#lib/outbound/exchange";
import type { Clock } from "#lib/time/clock";

/** A place in a lane's window. Null until the attempt is sent: it may still have to wait in another lane. */
export type Slot = { sentAtMs: number | null };

/**
 * Who goes first. A door that opens late is a fault, so that door actions do not even wait for a `Retry-After` that
 * others were given.
 */
export type Rank = "normal" | "high" | "door";

const order: Readonly<Record<Rank, number>> = { normal: 0, high: 1, door: 2 };

export type Entry = {
  readonly rank: Rank;
  /** Latest useful moment, on the clock's `elapsed`. */
  readonly latestMs: number;
  readonly signal: AbortSignal;
};

type Waiter = Entry & { readonly grant: (slot: Slot) => void; readonly refuse: () => void };

/**
 * Sends that were spaced exactly may arrive bunched: the first of a burst pays for its connection, the next comes
 * over a warm one. A window this much longer absorbs that, at the price of a tenth of 5 calls per second.
 */
const marginMs = 100;

/** One limit: at most `count` sends in any window, those who wait in order of arrival. Times are `elapsed` ms. */
export class PaceLane {
  readonly #clock: Clock;
  readonly #count: number;
  readonly #windowMs: number;
  readonly #queue: Waiter[] = [];
  #slots: Slot[] = [];
  #notBeforeMs = 0;
  #wakeUp: AbortController | null = null;

  constructor(clock: Clock, limit: PaceLimit) {
    this.#clock = clock;
    this.#count = limit.count;
    this.#windowMs = limit.windowMs + marginMs;
  }

  /** Nobody waits, and nothing that was sent matters any more. */
  get idle(): boolean {
    const nowMs = this.#clock.elapsed();
    return this.#queue.length === 0 && this.#notBeforeMs <= nowMs && this.#inWindow(nowMs).length === 0;
  }

  /** When a newcomer could go, if nobody gives up and nobody of a higher rank comes. */
  freeAtMs(rank: Rank): number {
    return this.#turnMs(this.#placeFor(rank), rank);
  }

  /** Resolves with a slot when it is this entry's turn, or with null as soon as that is beyond `latestMs`. */
  async enter(entry: Entry): Promise<Slot | null> {
    entry.signal.throwIfAborted();
    const turnMs = this.freeAtMs(entry.rank);
    if (turnMs > entry.latestMs) return null;
    if (turnMs <= this.#clock.elapsed()) return this.#takeSlot();
    return this.#wait(entry);
  }

  /** The attempt goes out now; its slot begins to age. */
  send(slot: Slot): void {
    slot.sentAtMs = this.#clock.elapsed();
    this.#serve();
  }

  /** The attempt was not sent after all. */
  giveBack(slot: Slot): void {
    this.#slots = this.#slots.filter((other) => other !== slot);
    this.#serve();
  }

  /** Nothing but door actions goes before `atMs`. Those who cannot wait that long are refused at once. */
  holdUntil(atMs: number): void {
    this.#notBeforeMs = Math.max(this.#notBeforeMs, atMs);
    for (const waiter of [...this.#queue]) {
      if (this.#turnMs(this.#queue.indexOf(waiter), waiter.rank) > waiter.latestMs) waiter.refuse();
    }
    this.#serve();
  }

  #wait(entry: Entry): Promise<Slot | null> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        entry.signal.removeEventListener("abort", onAbort);
        this.#queue.splice(this.#queue.indexOf(waiter), 1);
      };
      const onAbort = () => {
        leave();
        this.#serve();
        reject(entry.signal.reason);
      };
      const waiter: Waiter = {
        ...entry,
        grant: (slot) => {
          leave();
          resolve(slot);
        },
        refuse: () => {
          leave();
          resolve(null);
        },
      };
      entry.signal.addEventListener("abort", onAbort, { once: true });
      this.#queue.splice(this.#placeFor(entry.rank), 0, waiter);
      this.#serve();
    });
  }

  /** Grants every slot that is free now, then sleeps until the next one. */
  #serve(): void {
    this.#wakeUp?.abort();
    this.#wakeUp = null;
    for (let head = this.#queue[0]; head; head = this.#queue[0]) {
      const waitMs = this.#turnMs(0, head.rank) - this.#clock.elapsed();
      if (waitMs > 0) {
        this.#wakeIn(waitMs);
        return;
      }
      head.grant(this.#takeSlot());
    }
  }

  #wakeIn(ms: number): void {
    const wakeUp = new AbortController();
    this.#wakeUp = wakeUp;
    this.#clock.sleep(ms, wakeUp.signal).then(
      () => this.#serve(),
      () => undefined,
    );
  }

  #takeSlot(): Slot {
    const slot: Slot = { sentAtMs: null };
    this.#slots = [...this.#inWindow(this.#clock.elapsed()), slot];
    return slot;
  }

  #inWindow(nowMs: number): Slot[] {
    return this.#slots.filter((slot) => this.#freesAtMs(slot, nowMs) > nowMs);
  }

  /** For a slot that waits to be sent, the earliest guess; its sending wakes the lane. */
  #freesAtMs(slot: Slot, nowMs: number): number {
    return (slot.sentAtMs ?? nowMs) + this.#windowMs;
  }

  /** Behind all of the same rank. */
  #placeFor(rank: Rank): number {
    return this.#queue.filter((waiter) => order[waiter.rank] >= order[rank]).length;
  }

  /** When the waiter at `place` (0 = next) may go: the window frees its slots in turn, `count` of them each round. */
  #turnMs(place: number, rank: Rank): number {
    const nowMs = this.#clock.elapsed();
    const earliestMs = rank === "door" ? nowMs : Math.max(nowMs, this.#notBeforeMs);
    const taken = this.#inWindow(nowMs).map((slot) => this.#freesAtMs(slot, nowMs));
    const rounds = Math.floor(place / this.#count);
    const nth = (place % this.#count) - (this.#count - taken.length);
    const freesAtMs = taken.toSorted((a, b) => a - b)[nth] ?? nowMs;
    return Math.max(earliestMs, freesAtMs) + rounds * this.#windowMs;
  }
}

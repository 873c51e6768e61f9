import type { PaceLimit } from "#lib/outbound/exchange";
import { PaceLane, type Rank, type Slot } from "#lib/outbound/pace-lane";
import type { Clock } from "#lib/time/clock";

export type PaceRequest = {
  readonly limits: readonly PaceLimit[];
  readonly rank: Rank;
  /** Latest useful moment to be sent, on the clock's `elapsed`. */
  readonly latestMs: number;
};

export type Pass =
  | {
      readonly ok: true;
      readonly heldBackMs: number;
      /** The attempt goes out now. */
      readonly send: () => void;
      /** It does not; others may have its place. */
      readonly giveBack: () => void;
    }
  | { readonly ok: false; readonly heldBackMs: number; readonly retryAfterMs: number };

export type Pacer = {
  /** Resolves when all limits let the attempt through, or at once if that is later than it is any use. Rejects with the signal's reason. */
  readonly hold: (request: PaceRequest, signal: AbortSignal) => Promise<Pass>;
  /** How long a newcomer would be held back. */
  readonly waitMs: (request: Pick<PaceRequest, "limits" | "rank">) => number;
  /** The upstream said 429 with `Retry-After`: nobody under these limits goes before that. */
  readonly holdOthers: (limits: readonly PaceLimit[], retryAfterMs: number) => void;
};

const lanesMin = 1000;
/** One absurd header must not silence a credential until the next start. */
const holdOthersMaxMs = 3_600_000;
const freePass: Pass = { ok: true, heldBackMs: 0, send: () => undefined, giveBack: () => undefined };

/**
 * Keeps sends under every limit they carry: a sliding window for each key, first come first served within a rank.
 * An attempt passes its limits one after the other, the slowest first, so that whoever waits for a slow limit does
 * not stand in the way of others at a fast one.
 */
export function createPacer(clock: Clock): Pacer {
  return new LanePacer(clock);
}

class LanePacer implements Pacer {
  readonly #clock: Clock;
  readonly #lanes = new Map<string, PaceLane>();
  #tidyAtSize = lanesMin;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  hold = async (request: PaceRequest, signal: AbortSignal): Promise<Pass> => {
    if (request.limits.length === 0) return freePass;
    const startedMs = this.#clock.elapsed();
    const taken: { lane: PaceLane; slot: Slot }[] = [];
    const giveBack = () => {
      for (const { lane, slot } of taken) lane.giveBack(slot);
    };
    try {
      for (const limit of slowestFirst(request.limits)) {
        const lane = this.#laneOf(limit);
        const slot = await lane.enter({ rank: request.rank, latestMs: request.latestMs, signal });
        if (!slot) {
          giveBack();
          return { ok: false, heldBackMs: this.#since(startedMs), retryAfterMs: this.waitMs(request) };
        }
        taken.push({ lane, slot });
      }
    } catch (reason) {
      giveBack();
      throw reason;
    }
    const send = () => {
      for (const { lane, slot } of taken) lane.send(slot);
    };
    return { ok: true, heldBackMs: this.#since(startedMs), send, giveBack };
  };

  waitMs = ({ limits, rank }: Pick<PaceRequest, "limits" | "rank">): number => {
    const nowMs = this.#clock.elapsed();
    return Math.max(nowMs, ...limits.map((limit) => this.#laneOf(limit).freeAtMs(rank))) - nowMs;
  };

  holdOthers = (limits: readonly PaceLimit[], retryAfterMs: number): void => {
    const untilMs = this.#clock.elapsed() + Math.min(retryAfterMs, holdOthersMaxMs);
    for (const limit of limits) this.#laneOf(limit).holdUntil(untilMs);
  };

  /** Less than a millisecond is the machine's doing, not the pacer's. */
  #since(startedMs: number): number {
    const heldBackMs = this.#clock.elapsed() - startedMs;
    return heldBackMs < 1 ? 0 : heldBackMs;
  }

  #laneOf(limit: PaceLimit): PaceLane {
    const name = `${limit.count}/${limit.windowMs} ${limit.key}`;
    const known = this.#lanes.get(name);
    if (known) return known;
    if (this.#lanes.size >= this.#tidyAtSize) this.#forgetIdleLanes();
    const lane = new PaceLane(this.#clock, limit);
    this.#lanes.set(name, lane);
    return lane;
  }

  #forgetIdleLanes(): void {
    for (const [name, lane] of this.#lanes) {
      if (lane.idle) this.#lanes.delete(name);
    }
    // Doubled, so that tidying stays cheap when all lanes are busy.
    this.#tidyAtSize = Math.max(lanesMin, this.#lanes.size * 2);
  }
}

function slowestFirst(limits: readonly PaceLimit[]): PaceLimit[] {
  return limits.toSorted((a, b) => a.count / a.windowMs - b.count / b.windowMs);
}

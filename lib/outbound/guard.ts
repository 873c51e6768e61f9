import type { GuardCounts, GuardHold, GuardMode, GuardSettings } from "#lib/model/guard";
import type { CallSignatures } from "#lib/outbound/call-signature";
import type { OutboundRequest } from "#lib/outbound/exchange";
import { GuardMemory, type Suspect } from "#lib/outbound/guard-memory";
import { holdAmong, isDoomed } from "#lib/outbound/guard-rules";
import type { GuardState } from "#lib/outbound/guard-state";
import { GuardTally, type IntegrationCounts } from "#lib/outbound/guard-tally";
import type { Clock } from "#lib/time/clock";

export type GuardPass =
  | {
      readonly ok: true;
      /** To be told once how the attempt ended: its status, null without one. */
      readonly settle: (status: number | null) => void;
    }
  | { readonly ok: false; readonly hold: GuardHold };

/** Keeps calls from Kisi that can only fail. What the loop asks never throws: an error inside lets the call pass. */
export type Guard = {
  /** The hold that a call would meet now; null if it may go on. Claims nothing. */
  readonly refuses: (request: OutboundRequest) => GuardHold | null;
  /** Leave to send one attempt, or the hold that forbids it. */
  readonly admit: (request: OutboundRequest) => GuardPass;
  /** Set if the call's key seems to be suspended: then it is not retried, and does not wait for its turn. */
  readonly suspicionOf: (request: OutboundRequest) => GuardHold | null;
  /** Counts a call that was not sent because it would have waited under suspicion. */
  readonly countHeld: (request: OutboundRequest) => void;
  /** Puts these keys, by fingerprint, in the place of those under suspicion so far. */
  readonly suspect: (suspects: readonly Suspect[]) => void;
  /** What is held now, the newest first. */
  readonly holds: () => readonly GuardHold[];
  /** Forgets a hold, by its id; false if there is none. */
  readonly release: (id: string) => boolean;
  readonly counts: () => {
    readonly sinceMs: number;
    readonly total: GuardCounts;
    readonly byIntegration: readonly IntegrationCounts[];
    /** Errors inside the guard, each of which let a call pass. */
    readonly errors: number;
  };
  readonly state: () => GuardState;
};

export type GuardDeps = {
  readonly clock: Pick<Clock, "now">;
  readonly sign: (request: OutboundRequest, nowMs: number) => CallSignatures;
  readonly settings: () => GuardSettings;
  /** The mode for an integration; null: for calls of none. */
  readonly modeOf: (integration: string | null) => GuardMode;
  /** What was kept of a former process; null for none. */
  readonly former: GuardState | null;
  /** Told after each change of `state`. */
  readonly onChange: () => void;
  readonly onError: (error: unknown) => void;
};

const freePass: GuardPass = { ok: true, settle: () => undefined };

/**
 * Makes the guard. It holds a call that was refused `failuresMax` times in a row with nothing changed, and a key that
 * got nothing but 401 so often; every `expiryMs` one call is let through to try, and its success ends the hold. So a
 * client that repeats a doomed call for ever costs `failuresMax` bad attempts, and one more each expiry. What was under
 * way when a hold began is not called back. The expiry does not grow: a hold is over `expiryMs` after its cause at the
 * latest, which a person can be told.
 */
export function createGuard(deps: GuardDeps): Guard {
  return new CallGuard(deps);
}

class CallGuard implements Guard {
  readonly #deps: GuardDeps;
  readonly #memory: GuardMemory;
  readonly #tally: GuardTally;
  readonly #sinceMs: number;
  #errors = 0;

  constructor(deps: GuardDeps) {
    this.#deps = deps;
    this.#memory = new GuardMemory(deps);
    this.#tally = new GuardTally(deps.former?.counts ?? []);
    this.#sinceMs = deps.former?.sinceMs ?? deps.clock.now();
  }

  refuses = (request: OutboundRequest): GuardHold | null =>
    this.#safely(null, () => {
      if (!this.#acts(request, "enforce")) return null;
      const hold = holdAmong(this.#memory.judge(request, this.#deps.clock.now()));
      if (hold) this.#count(request, "refused");
      return hold;
    });

  admit = (request: OutboundRequest): GuardPass =>
    this.#safely(freePass, () => {
      if (this.#deps.modeOf(request.integration) === "off") return freePass;
      const nowMs = this.#deps.clock.now();
      const judged = this.#memory.judge(request, nowMs);
      const hold = holdAmong(judged);
      if (hold && this.#acts(request, "enforce")) {
        this.#count(request, "refused");
        return { ok: false, hold };
      }
      const probes = hold ? [] : judged.filter(({ state }) => state.kind === "due");
      this.#memory.beginProbes(probes);
      const settle = (status: number | null) =>
        this.#safely(undefined, () => {
          this.#memory.endProbes(probes);
          if (status === null) return;
          if (hold && this.#acts(request, "observe")) this.#countPassed(request, status);
          const isNews = this.#memory.learn(request, status, { nowMs, wasProbe: probes.length > 0 });
          if (isNews) this.#deps.onChange();
        });
      return { ok: true, settle };
    });

  suspicionOf = ({ credential, doorAction, guardOff, integration }: OutboundRequest): GuardHold | null =>
    this.#safely(null, () => {
      if (credential === null || doorAction || guardOff || this.#deps.modeOf(integration) === "off") return null;
      return this.#memory.suspicionOf(credential);
    });

  countHeld = (request: OutboundRequest): void => this.#safely(undefined, () => this.#count(request, "refused"));

  suspect = (suspects: readonly Suspect[]): void => {
    this.#memory.suspect(suspects);
    this.#deps.onChange();
  };

  holds = (): readonly GuardHold[] => this.#memory.holds();

  release = (id: string): boolean => {
    const isReleased = this.#memory.release(id);
    if (isReleased) this.#deps.onChange();
    return isReleased;
  };

  counts = () => ({
    sinceMs: this.#sinceMs,
    total: this.#tally.total(),
    byIntegration: this.#tally.list(),
    errors: this.#errors,
  });

  state = (): GuardState => ({ sinceMs: this.#sinceMs, counts: this.#tally.list(), ...this.#memory.state() });

  /** True if the guard is in this mode for the call, and may hold it at all. */
  #acts({ integration, guardOff, doorAction }: OutboundRequest, mode: GuardMode): boolean {
    if (guardOff || this.#deps.modeOf(integration) !== mode) return false;
    return !doorAction || this.#deps.settings().doorActions;
  }

  #countPassed(request: OutboundRequest, status: number): void {
    if (isDoomed(status)) this.#count(request, "saved");
    else if (status < 400) this.#count(request, "mistaken");
  }

  #count({ integration }: OutboundRequest, what: keyof GuardCounts): void {
    this.#tally.add(integration, what);
    this.#deps.onChange();
  }

  /** Fails open: an error in here must not keep a call from Kisi. */
  #safely<T>(fallback: T, work: () => T): T {
    try {
      return work();
    } catch (error) {
      this.#errors += 1;
      this.#deps.onError(error);
      return fallback;
    }
  }
}

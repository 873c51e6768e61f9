import type { GuardCounts, GuardHold, GuardMode, GuardRule, GuardSettings } from "#lib/model/guard";
import type { CallSignatures } from "#lib/outbound/call-signature";
import type { OutboundRequest } from "#lib/outbound/exchange";
import { failureOf, familyOf, holdAmong, holdOf, isDoomed, type Judged } from "#lib/outbound/guard-rules";
import type { GuardState } from "#lib/outbound/guard-state";
import { GuardTally, type IntegrationCounts } from "#lib/outbound/guard-tally";
import { type Failure, HoldBook, type HoldTerms } from "#lib/outbound/hold-book";
import type { Clock } from "#lib/time/clock";

export type GuardPass =
  | {
      readonly ok: true;
      /** To be told once how the attempt ended: its status, null without one. */
      readonly settle: (status: number | null) => void;
    }
  | { readonly ok: false; readonly hold: GuardHold };

/** Keeps calls from Kisi that can only fail. None of its methods throws: what goes wrong inside lets the call pass. */
export type Guard = {
  /** The hold that a call would meet now; null if it may go on. Claims nothing. */
  readonly refuses: (request: OutboundRequest) => GuardHold | null;
  /** Leave to send one attempt, or the hold that forbids it. */
  readonly admit: (request: OutboundRequest) => GuardPass;
  /** Set if the call's key seems to be suspended: then it is not retried, and does not wait for its turn. */
  readonly suspicionOf: (request: OutboundRequest) => GuardHold | null;
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

export type Suspect = Pick<Failure, "status" | "lastCallId"> & { readonly credential: string };

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

const callsMax = 500;
const credentialsMax = 200;
const suspensionTerms: HoldTerms = { failuresMax: 1, expiryMs: 60_000 };
type Books = Readonly<Record<GuardRule, HoldBook>>;
/** When an attempt was let through, and whether it was to try whether a hold can end. */
type Moment = { readonly nowMs: number; readonly wasProbe: boolean };
type Name = { readonly rule: GuardRule; readonly name: string; readonly terms: HoldTerms };

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
  readonly #books: Books;
  readonly #tally: GuardTally;
  readonly #sinceMs: number;
  /** A call is asked about up to three times, and its name costs more than all else. */
  readonly #names = new WeakMap<OutboundRequest, CallSignatures>();
  #errors = 0;

  constructor(deps: GuardDeps) {
    const { former, clock } = deps;
    this.#deps = deps;
    this.#books = {
      call: new HoldBook(callsMax),
      credential: new HoldBook(credentialsMax),
      suspension: new HoldBook(credentialsMax),
    };
    this.#tally = new GuardTally(former?.counts ?? []);
    this.#sinceMs = former?.sinceMs ?? clock.now();
    if (former) this.#eachBook((rule, book) => book.restore(former[rule]));
  }

  refuses = (request: OutboundRequest): GuardHold | null =>
    this.#safely(null, () => {
      if (!this.#mayRefuse(request)) return null;
      const hold = holdAmong(this.#judge(request, this.#deps.clock.now()));
      if (hold) this.#count(request, "refused");
      return hold;
    });

  admit = (request: OutboundRequest): GuardPass =>
    this.#safely(freePass, () => {
      if (this.#deps.modeOf(request.integration) === "off") return freePass;
      const nowMs = this.#deps.clock.now();
      const judged = this.#judge(request, nowMs);
      const hold = holdAmong(judged);
      if (hold && this.#mayRefuse(request)) {
        this.#count(request, "refused");
        return { ok: false, hold };
      }
      const probes = hold ? [] : judged.filter(({ state }) => state.kind === "due");
      for (const { rule, name } of probes) this.#books[rule].beginProbe(name);
      const settle = (status: number | null) =>
        this.#safely(undefined, () => {
          for (const { rule, name } of probes) this.#books[rule].endProbe(name);
          if (status === null) return;
          if (hold && this.#isObserved(request)) this.#countPassed(request, status);
          this.#learn(request, status, { nowMs, wasProbe: probes.length > 0 });
        });
      return { ok: true, settle };
    });

  suspicionOf = ({ credential, doorAction, guardOff, integration }: OutboundRequest): GuardHold | null =>
    this.#safely(null, () => {
      if (credential === null || doorAction || guardOff || this.#deps.modeOf(integration) === "off") return null;
      const state = this.#books.suspension.look(credential, suspensionTerms, this.#deps.clock.now());
      return holdOf({ rule: "suspension", name: credential, state });
    });

  suspect = (suspects: readonly Suspect[]): void => {
    const book = this.#books.suspension;
    const wanted = new Set(suspects.map(({ credential }) => credential));
    for (const [name] of book.entries()) if (!wanted.has(name)) book.clear(name);
    const known = new Set(book.entries().map(([name]) => name));
    const nowMs = this.#deps.clock.now();
    for (const { credential, status, lastCallId } of suspects) {
      if (known.has(credential)) continue;
      const failure = { status, lastCallId, credential, family: "", integration: null, expiryMsMax: null };
      book.fail(credential, failure, suspensionTerms, nowMs, false);
    }
    this.#deps.onChange();
  };

  holds = (): readonly GuardHold[] => {
    const nowMs = this.#deps.clock.now();
    const all: GuardHold[] = [];
    this.#eachBook((rule, book) => {
      for (const [name] of book.entries()) {
        const state = book.look(name, this.#termsOf(rule), nowMs);
        const hold = holdOf({ rule, name, state });
        if (hold && state.kind === "held") all.push(hold);
      }
    });
    return all.toSorted((a, b) => b.lastFailedAtMs - a.lastFailedAtMs);
  };

  release = (id: string): boolean => {
    const [rule, name] = [id.slice(0, id.indexOf("-")), id.slice(id.indexOf("-") + 1)];
    let released = false;
    this.#eachBook((of, book) => {
      if (of === rule) released = book.clear(name);
    });
    if (released) this.#deps.onChange();
    return released;
  };

  counts = () => ({
    sinceMs: this.#sinceMs,
    total: this.#tally.total(),
    byIntegration: this.#tally.list(),
    errors: this.#errors,
  });

  state = (): GuardState => ({
    sinceMs: this.#sinceMs,
    counts: this.#tally.list(),
    call: this.#books.call.entries(),
    credential: this.#books.credential.entries(),
    suspension: this.#books.suspension.entries(),
  });

  #judge(request: OutboundRequest, nowMs: number): readonly (Name & Judged)[] {
    const names: Name[] = [];
    const { credential } = request;
    const add = (rule: GuardRule, name: string) => names.push({ rule, name, terms: this.#termsOf(rule) });
    if (credential !== null) {
      add("suspension", credential);
      add("credential", credential);
    }
    // Naming a call costs a hash of its body, so only those are named whose like has failed.
    if (this.#books.call.hasFamily(familyOf(request))) {
      for (const name of this.#namesOf(request, nowMs)) add("call", name);
    }
    return names.map((name) => ({ ...name, state: this.#books[name.rule].look(name.name, name.terms, nowMs) }));
  }

  #learn(request: OutboundRequest, status: number, moment: Moment): void {
    const ofCall = this.#learnOfCall(request, status, moment);
    const ofKey = request.credential !== null && this.#learnOfKey(request.credential, request, status, moment);
    if (ofCall || ofKey) this.#deps.onChange();
  }

  /** True if anything is known that was not known before; so are the others. */
  #learnOfCall(request: OutboundRequest, status: number, moment: Moment): boolean {
    const book = this.#books.call;
    const succeeded = status < 400 && book.hasFamily(familyOf(request));
    if (!succeeded && !isDoomed(status)) return false;
    const names = this.#namesOf(request, moment.nowMs);
    if (succeeded) return names.map((name) => book.clear(name)).includes(true);
    for (const name of names) this.#fail("call", name, request, status, moment);
    return true;
  }

  #learnOfKey(credential: string, request: OutboundRequest, status: number, moment: Moment): boolean {
    const { credential: keys, suspension } = this.#books;
    const isSuspected = suspension.look(credential, suspensionTerms, moment.nowMs).kind !== "free";
    if (isSuspected && moment.wasProbe && (status === 401 || status === 403)) {
      this.#fail("suspension", credential, request, status, moment);
    }
    if (status === 401) {
      this.#fail("credential", credential, request, status, moment);
      return true;
    }
    const isBack = status < 400 && suspension.clear(credential);
    if (status >= 500 || status === 429 || !keys.clear(credential)) return isBack;
    // The key works: what it was refused for before was not the fault of the calls.
    const { call } = this.#books;
    const refused = call.entries().filter(([, entry]) => entry.credential === credential && entry.status === 401);
    for (const [name] of refused) call.clear(name);
    return true;
  }

  #fail(rule: GuardRule, name: string, request: OutboundRequest, status: number, { wasProbe }: Moment): void {
    const failure = failureOf(request, status);
    this.#books[rule].fail(name, failure, this.#termsOf(rule), this.#deps.clock.now(), wasProbe);
  }

  #namesOf(request: OutboundRequest, nowMs: number): CallSignatures {
    const names = this.#names.get(request) ?? this.#deps.sign(request, nowMs);
    this.#names.set(request, names);
    return names;
  }

  #termsOf(rule: GuardRule): HoldTerms {
    return rule === "suspension" ? suspensionTerms : this.#deps.settings();
  }

  #mayRefuse({ integration, guardOff, doorAction }: OutboundRequest): boolean {
    if (guardOff || this.#deps.modeOf(integration) !== "enforce") return false;
    return !doorAction || this.#deps.settings().doorActions;
  }

  #isObserved({ integration, guardOff, doorAction }: OutboundRequest): boolean {
    if (guardOff || this.#deps.modeOf(integration) !== "observe") return false;
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

  #eachBook(visit: (rule: GuardRule, book: HoldBook) => void): void {
    visit("suspension", this.#books.suspension);
    visit("credential", this.#books.credential);
    visit("call", this.#books.call);
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

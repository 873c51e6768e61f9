import { type GuardHold, type GuardRule, type GuardSettings, guardRules } from "#lib/model/guard";
import type { CallSignatures } from "#lib/outbound/call-signature";
import type { OutboundRequest } from "#lib/outbound/exchange";
import { failureOf, familyOf, holdOf, isDoomed, type Judged } from "#lib/outbound/guard-rules";
import type { GuardState } from "#lib/outbound/guard-state";
import { type Failure, HoldBook, type HoldTerms } from "#lib/outbound/hold-book";
import type { Clock } from "#lib/time/clock";

export type Suspect = Pick<Failure, "status" | "lastCallId"> & { readonly credential: string };

/** When an attempt was let through, and whether it was to try whether a hold can end. */
export type Moment = { readonly nowMs: number; readonly wasProbe: boolean };

type Books = Readonly<Record<GuardRule, HoldBook>>;

type MemoryDeps = {
  readonly clock: Pick<Clock, "now">;
  readonly sign: (request: OutboundRequest, nowMs: number) => CallSignatures;
  readonly settings: () => GuardSettings;
  readonly former: Pick<GuardState, GuardRule> | null;
};

const callsMax = 500;
const credentialsMax = 200;
const suspensionTerms: HoldTerms = { failuresMax: 1, expiryMs: 60_000 };

/** What the guard knows: which calls and keys were refused, how often in a row, and since when. */
export class GuardMemory {
  readonly #deps: MemoryDeps;
  readonly #books: Books = {
    suspension: new HoldBook(credentialsMax),
    credential: new HoldBook(credentialsMax),
    call: new HoldBook(callsMax),
  };
  /** A call is asked about up to three times, and its name costs more than all else. */
  readonly #names = new WeakMap<OutboundRequest, CallSignatures>();

  constructor(deps: MemoryDeps) {
    this.#deps = deps;
    for (const rule of guardRules) this.#books[rule].restore(deps.former?.[rule] ?? []);
  }

  /** What is known of a call, of its key, and of suspicions against it. */
  judge(request: OutboundRequest, nowMs: number): readonly Judged[] {
    const { credential } = request;
    const judged: Judged[] = [];
    const look = (rule: GuardRule, name: string) => judged.push(this.#look(rule, name, nowMs));
    if (credential !== null) {
      look("suspension", credential);
      look("credential", credential);
    }
    // Naming a call costs a hash of its body, so only those are named whose like has failed.
    if (this.#books.call.hasFamily(familyOf(request))) {
      for (const name of this.#namesOf(request, nowMs)) look("call", name);
    }
    return judged;
  }

  suspicionOf(credential: string): GuardHold | null {
    return holdOf(this.#look("suspension", credential, this.#deps.clock.now()));
  }

  beginProbes(probes: readonly Judged[]): void {
    for (const { rule, name } of probes) this.#books[rule].beginProbe(name);
  }

  endProbes(probes: readonly Judged[]): void {
    for (const { rule, name } of probes) this.#books[rule].endProbe(name);
  }

  /** Takes in how an attempt was answered. True if anything is known that was not known before; as below. */
  learn(request: OutboundRequest, status: number, moment: Moment): boolean {
    const ofCall = this.#learnOfCall(request, status, moment);
    const ofKey = request.credential !== null && this.#learnOfKey(request.credential, request, status, moment);
    return ofCall || ofKey;
  }

  suspect(suspects: readonly Suspect[]): void {
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
  }

  holds(): readonly GuardHold[] {
    const nowMs = this.#deps.clock.now();
    const judged = guardRules.flatMap((rule) =>
      this.#books[rule].entries().map(([name]) => this.#look(rule, name, nowMs)),
    );
    const held = judged.filter(({ state }) => state.kind === "held").map(holdOf);
    return held.filter((hold) => hold !== null).toSorted((a, b) => b.lastFailedAtMs - a.lastFailedAtMs);
  }

  release(id: string): boolean {
    const rule = guardRules.find((one) => id.startsWith(`${one}-`));
    return rule !== undefined && this.#books[rule].clear(id.slice(rule.length + 1));
  }

  state(): Pick<GuardState, GuardRule> {
    const { call, credential, suspension } = this.#books;
    return { call: call.entries(), credential: credential.entries(), suspension: suspension.entries() };
  }

  #learnOfCall(request: OutboundRequest, status: number, moment: Moment): boolean {
    const book = this.#books.call;
    const succeeded = status < 400 && book.hasFamily(familyOf(request));
    if (!succeeded && !isDoomed(status)) return false;
    // What is never held needs no hold.
    if (request.doorAction && !this.#deps.settings().doorActions) return false;
    const names = this.#namesOf(request, moment.nowMs);
    if (succeeded) return names.map((name) => book.clear(name)).includes(true);
    for (const name of names) this.#fail("call", name, request, status, moment);
    return true;
  }

  #learnOfKey(credential: string, request: OutboundRequest, status: number, moment: Moment): boolean {
    const { credential: keys, suspension, call } = this.#books;
    const isSuspected = this.#look("suspension", credential, moment.nowMs).state.kind !== "free";
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
    const refused = call.entries().filter(([, entry]) => entry.credential === credential && entry.status === 401);
    for (const [name] of refused) call.clear(name);
    return true;
  }

  #fail(rule: GuardRule, name: string, request: OutboundRequest, status: number, { wasProbe }: Moment): void {
    const failure = failureOf(request, status);
    this.#books[rule].fail(name, failure, this.#termsOf(rule), this.#deps.clock.now(), wasProbe);
  }

  #look(rule: GuardRule, name: string, nowMs: number): Judged {
    return { rule, name, state: this.#books[rule].look(name, this.#termsOf(rule), nowMs) };
  }

  #termsOf(rule: GuardRule): HoldTerms {
    return rule === "suspension" ? suspensionTerms : this.#deps.settings();
  }

  #namesOf(request: OutboundRequest, nowMs: number): CallSignatures {
    const names = this.#names.get(request) ?? this.#deps.sign(request, nowMs);
    this.#names.set(request, names);
    return names;
  }
}

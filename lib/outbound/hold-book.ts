import { z } from "zod";

export const holdEntrySchema = z.object({
  failures: z.int(),
  status: z.int(),
  firstFailedAtMs: z.int(),
  /** Of the failure from which the hold, or its latest renewal, counts. */
  lastFailedAtMs: z.int(),
  /** Names that can be asked for together. */
  family: z.string(),
  credential: z.string().nullable(),
  integration: z.string().nullable(),
  lastCallId: z.string(),
  /** A hold on what may turn out well by itself ends so soon at the latest. */
  expiryMsMax: z.int().nullable(),
});
/** What has failed again and again under one name. Nothing of what was sent is in it. */
export type HoldEntry = Readonly<z.infer<typeof holdEntrySchema>>;

export type Failure = Omit<HoldEntry, "failures" | "firstFailedAtMs" | "lastFailedAtMs">;

export type NamedEntry = readonly [name: string, entry: HoldEntry];

export type HoldTerms = {
  /** Failures in a row that make a hold. */
  readonly failuresMax: number;
  readonly expiryMs: number;
};

/** `due`: the hold has expired, and one may pass to try. */
export type HoldState =
  | { readonly kind: "free" }
  | { readonly kind: "held" | "due"; readonly untilMs: number; readonly entry: HoldEntry };

const free: HoldState = { kind: "free" };
/** How a probe ends cannot be foreseen; who comes meanwhile is told to try again this soon. */
const probeRetryMs = 1_000;

/**
 * Counts failures in a row by name and holds what failed too often: so many failures, then one probe for each expiry,
 * until one call under the name does not fail. Only failing names are remembered, the `entriesMax` that were met last.
 * Times are epoch ms, for a hold outlives the process.
 */
export class HoldBook {
  readonly #entriesMax: number;
  readonly #entries = new Map<string, HoldEntry>();
  readonly #families = new Map<string, number>();
  readonly #probing = new Set<string>();

  constructor(entriesMax: number) {
    this.#entriesMax = entriesMax;
  }

  /** True if a name of this family may have failed. */
  hasFamily(family: string): boolean {
    return this.#families.has(family);
  }

  look(name: string, { failuresMax, expiryMs }: HoldTerms, nowMs: number): HoldState {
    const entry = this.#entries.get(name);
    if (!entry || entry.failures < failuresMax) return free;
    // What is still asked for is the last to be forgotten.
    this.#entries.delete(name);
    this.#entries.set(name, entry);
    // A clock that was set back must not make a hold last longer than its expiry.
    const untilMs = Math.min(entry.lastFailedAtMs, nowMs) + Math.min(expiryMs, entry.expiryMsMax ?? expiryMs);
    if (untilMs > nowMs) return { kind: "held", untilMs, entry };
    if (this.#probing.has(name)) return { kind: "held", untilMs: nowMs + probeRetryMs, entry };
    return { kind: "due", untilMs, entry };
  }

  /** Nobody else tries meanwhile. To be ended with `endProbe`, whatever came of it. */
  beginProbe(name: string): void {
    this.#probing.add(name);
  }

  endProbe(name: string): void {
    this.#probing.delete(name);
  }

  /** Counts a failure. One that passed beside a hold neither counts nor makes the hold last longer; a probe renews it. */
  fail(name: string, failure: Failure, { failuresMax }: HoldTerms, nowMs: number, wasProbe: boolean): void {
    const before = this.#entries.get(name);
    const isHeld = before !== undefined && before.failures >= failuresMax;
    if (isHeld && !wasProbe) return;
    const goesOn = before !== undefined && (isHeld || before.status === failure.status);
    this.#put(name, {
      ...failure,
      failures: goesOn ? before.failures + 1 : 1,
      firstFailedAtMs: goesOn ? before.firstFailedAtMs : nowMs,
      lastFailedAtMs: nowMs,
    });
  }

  /** False if nothing was known of it. */
  clear(name: string): boolean {
    const entry = this.#entries.get(name);
    if (!entry) return false;
    this.#entries.delete(name);
    const others = (this.#families.get(entry.family) ?? 1) - 1;
    if (others > 0) this.#families.set(entry.family, others);
    else this.#families.delete(entry.family);
    return true;
  }

  /** Oldest first. */
  entries(): readonly NamedEntry[] {
    return [...this.#entries];
  }

  restore(entries: readonly NamedEntry[]): void {
    for (const [name, entry] of entries) this.#put(name, entry);
  }

  #put(name: string, entry: HoldEntry): void {
    this.clear(name);
    const [oldest] = this.#entries.keys();
    if (oldest !== undefined && this.#entries.size >= this.#entriesMax) this.clear(oldest);
    this.#entries.set(name, entry);
    this.#families.set(entry.family, (this.#families.get(entry.family) ?? 0) + 1);
  }
}

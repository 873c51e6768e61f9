import type { GuardCounts } from "#lib/model/guard";

export type IntegrationCounts = readonly [integration: string | null, counts: GuardCounts];

const none: GuardCounts = { refused: 0, saved: 0, mistaken: 0 };
/** More integrations than Ajar allows; it only bounds the memory. */
const integrationsMax = 500;

/** What the guard did, or would have done, for each integration. */
export class GuardTally {
  readonly #counts: Map<string | null, GuardCounts>;

  constructor(counts: readonly IntegrationCounts[]) {
    this.#counts = new Map(counts);
  }

  add(integration: string | null, what: keyof GuardCounts): void {
    const known = this.#counts.has(integration) || this.#counts.size < integrationsMax;
    const key = known ? integration : null;
    const before = this.#counts.get(key) ?? none;
    this.#counts.set(key, { ...before, [what]: before[what] + 1 });
  }

  total(): GuardCounts {
    return [...this.#counts.values()].reduce(
      (sum, { refused, saved, mistaken }) => ({
        refused: sum.refused + refused,
        saved: sum.saved + saved,
        mistaken: sum.mistaken + mistaken,
      }),
      none,
    );
  }

  list(): readonly IntegrationCounts[] {
    return [...this.#counts];
  }
}

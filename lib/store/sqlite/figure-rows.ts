import type { Database, Statement } from "better-sqlite3";
import { BinCounts } from "#lib/store/sqlite/bin-counts";
import { outcomeCodes } from "#lib/store/sqlite/codes";
import type { FigureFacts } from "#lib/store/sqlite/figure-facts";
import { binOf, eachBin } from "#lib/store/sqlite/latency-bins";
import { type Dimension, finestSeconds, rollups } from "#lib/store/sqlite/rollups";

/** Eight kilobytes each; the rows of an hour are a few hundred where there are many routes and credentials. */
const rememberedMax = 1_000;

type Key = [rollup: number, startsAtS: number, key: number, outcome: number, status: number];
type Sums = { readonly attempts: number; readonly calls: number; readonly retries: number; readonly latencies: Buffer };

/** A row of a rollup as it stands in the database, with what was counted since. */
class FigureRow {
  readonly bins = new BinCounts();
  readonly key: Key;
  attempts: number;
  calls: number;
  retries: number;

  constructor(key: Key, stored: Sums | undefined) {
    this.key = key;
    this.attempts = stored?.attempts ?? 0;
    this.calls = stored?.calls ?? 0;
    this.retries = stored?.retries ?? 0;
    if (stored) eachBin(stored.latencies, this.bins.add);
  }
}

/**
 * The rollups' rows on the writing connection. Every commit changes seven of them, mostly those that the one before
 * changed, so they are remembered between transactions: written each time, but not read again.
 */
export class FigureRows {
  readonly #select: Statement<Key, Sums>;
  readonly #replace: Statement;
  readonly #rows = new Map<string, FigureRow>();
  /** The rows that attempts alike count in. */
  readonly #rowsOf = new Map<string, readonly FigureRow[]>();
  readonly #changed = new Set<FigureRow>();

  constructor(db: Database) {
    this.#select = db.prepare(`
      SELECT attempts, calls, retries, latencies FROM figures
      WHERE (rollup, starts_at_s, key, outcome, status) = (?, ?, ?, ?, ?)`);
    this.#replace = db.prepare(`
      INSERT OR REPLACE INTO figures (rollup, starts_at_s, key, outcome, status, attempts, calls, retries, latencies)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  }

  /**
   * Counts an attempt in, or with -1 out. A blocked call counts in `attempts` of its own outcome and nowhere else. To
   * be called inside a transaction that ends with `write`.
   */
  count(facts: FigureFacts, sign: 1 | -1): void {
    const sent = facts.outcome !== outcomeCodes.blocked;
    const bin = binOf(facts.latencyMs);
    for (const row of this.#findRows(facts)) {
      row.attempts += sign;
      this.#changed.add(row);
      if (!sent) continue;
      if (facts.final) row.calls += sign;
      if (facts.attempt > 1) row.retries += sign;
      row.bins.add(bin, sign);
    }
  }

  /** Writes what was counted. */
  write(): void {
    for (const { key, attempts, calls, retries, bins } of this.#changed) {
      this.#replace.run(key, attempts, calls, retries, bins.pack());
    }
    this.#changed.clear();
    if (this.#rows.size > rememberedMax) this.forget();
  }

  /** To be called when others have changed the rows, or a transaction was rolled back. */
  forget(): void {
    this.#rows.clear();
    this.#rowsOf.clear();
    this.#changed.clear();
  }

  #findRows(facts: FigureFacts): readonly FigureRow[] {
    const { startedAtMs, routeId, integrationId, credentialId, outcome, status } = facts;
    const spanS = Math.floor(startedAtMs / (finestSeconds * 1_000));
    const alike = `${spanS} ${routeId} ${integrationId} ${credentialId} ${outcome} ${status}`;
    let rows = this.#rowsOf.get(alike);
    if (!rows) {
      // A batch of old attempts may spread over more rows than should be held at once.
      if (this.#rows.size > rememberedMax) this.write();
      rows = rollups.map(({ id, dimension, seconds }) => {
        const startsAtS = Math.floor(startedAtMs / (seconds * 1_000)) * seconds;
        return this.#rowOf([id, startsAtS, keyOf(facts, dimension), outcome, status ?? 0]);
      });
      this.#rowsOf.set(alike, rows);
    }
    return rows;
  }

  #rowOf(key: Key): FigureRow {
    const name = key.join(" ");
    let row = this.#rows.get(name);
    if (!row) {
      row = new FigureRow(key, this.#select.get(...key));
      this.#rows.set(name, row);
    }
    return row;
  }
}

function keyOf(facts: FigureFacts, dimension: Dimension): number {
  switch (dimension) {
    case "all":
      return 0;
    case "route":
      return facts.routeId;
    case "integration":
      return facts.integrationId;
    case "credential":
      return facts.credentialId;
  }
}

import type { Database } from "better-sqlite3";
import type { FigureChanges } from "#lib/store/sqlite/figure-changes";
import { addPackedBins, packBins } from "#lib/store/sqlite/latency-bins";

/** Prepares the writing of rollup changes on a connection. To be called inside a transaction. */
export function prepareFigureWriting(db: Database): (changes: FigureChanges) => void {
  db.function("add_packed_bins", { deterministic: true }, (a, b) => addPackedBins(a as Buffer, b as Buffer));
  const upsert = db.prepare(`
    INSERT INTO figures (rollup, starts_at_s, key, outcome, status, attempts, calls, retries, latencies)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET
      attempts = attempts + excluded.attempts,
      calls = calls + excluded.calls,
      retries = retries + excluded.retries,
      latencies = add_packed_bins(latencies, excluded.latencies)`);
  return (changes) => {
    for (const { rollup, startsAtS, key, outcome, status, attempts, calls, retries, bins } of changes.values()) {
      upsert.run(rollup, startsAtS, key, outcome, status, attempts, calls, retries, packBins(bins));
    }
  };
}

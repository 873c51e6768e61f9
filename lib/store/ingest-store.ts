import type { IngestChange, IngestQuery, IngestState } from "#lib/model/ingest";

/** What ingest needs: attempts of others' telemetry come late, twice, and in any order. */
export type IngestStore = {
  /** Sees everything that `recordIngested` has stored. */
  readonly findForIngest: (query: IngestQuery) => Promise<IngestState>;
  /**
   * Stores rows, moves and what follows from them in one transaction; resolves once that is durable. Throws
   * `unavailable` if an attempt that is to be moved is gone, and `conflict` if a place or an external key is taken.
   */
  readonly recordIngested: (change: IngestChange) => Promise<void>;
};

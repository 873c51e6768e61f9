import type { IngestedRow } from "#lib/model/ingest";
import type { IngestStore } from "#lib/store/ingest-store";

export type FakeIngestStore = IngestStore & { readonly rows: () => readonly IngestedRow[] };

/** A store for tests, as strict as the real one: two attempts in one place, or of one key, are an error. */
export function createFakeIngestStore(): FakeIngestStore {
  let rows: readonly IngestedRow[] = [];
  const placeOf = ({ callId, attempt }: { readonly callId: string; readonly attempt: number }) =>
    `${callId} ${attempt}`;

  return {
    rows: () => rows,
    findForIngest: async ({ externalKeys, callIds, callIdRanges }) => ({
      knownKeys: rows.flatMap(({ externalKey }) =>
        externalKey !== null && externalKeys.includes(externalKey) ? [externalKey] : [],
      ),
      members: rows
        .map(({ attempt }) => attempt)
        .filter(
          ({ callId }) =>
            callIds.includes(callId) || callIdRanges.some(({ from, to }) => from <= callId && callId < to),
        )
        .map((attempt) => ({ ...attempt, final: attempt.call !== null })),
    }),
    recordIngested: async (change) => {
      const moves = new Map(change.moves.map((move) => [placeOf(move.from), move]));
      const moved = rows.map((row) => {
        const move = moves.get(placeOf(row.attempt));
        return move ? { ...row, attempt: { ...row.attempt, ...move.to, call: move.call } } : row;
      });
      const next = [...moved, ...change.rows];
      const places = next.map(({ attempt }) => placeOf(attempt));
      const keys = next.flatMap(({ externalKey }) => externalKey ?? []);
      if (new Set(places).size < places.length) throw new Error(`a place is taken twice: ${places.join(", ")}`);
      if (new Set(keys).size < keys.length) throw new Error("an external key is taken twice");
      if (change.moves.some(({ from }) => !rows.some((row) => placeOf(row.attempt) === placeOf(from)))) {
        throw new Error("a move begins where nothing is stored");
      }
      rows = next;
    },
  };
}

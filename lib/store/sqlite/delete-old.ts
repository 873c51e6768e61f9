import { keptSeconds } from "#lib/store/sqlite/rollups";
import type { Thread } from "#lib/store/sqlite/thread";
import type { WriterVerbs } from "#lib/store/sqlite/writer-verbs";
import type { Upkeep } from "#lib/store/store";
import type { Clock } from "#lib/time/clock";

type Deleting = Pick<Upkeep, "deleteAttemptsBefore" | "deleteRollupsBefore">;

/** The long way to delete: piece by piece, and after each a pause as long as it took, in which others may write. */
export function createDeleting(ask: Thread<WriterVerbs>["ask"], clock: Pick<Clock, "elapsed" | "sleep">): Deleting {
  async function inPieces(piece: () => Promise<number>): Promise<number> {
    let sum = 0;
    for (;;) {
      const startedAt = clock.elapsed();
      const done = await piece();
      if (done === 0) return sum;
      sum += done;
      await clock.sleep(clock.elapsed() - startedAt);
    }
  }

  return {
    async deleteAttemptsBefore(beforeMs) {
      const hourMs = floorTo(beforeMs, keptSeconds * 1_000);
      await ask("dropAttemptsBefore", hourMs);
      const attempts = await inPieces(() => ask("deleteAttempts", hourMs));
      await inPieces(() => ask("deleteFineFigures", hourMs));
      await inPieces(() => ask("shrink"));
      return attempts;
    },
    async deleteRollupsBefore(beforeMs) {
      const dayMs = floorTo(beforeMs, 86_400_000);
      await ask("dropFiguresBefore", dayMs);
      return inPieces(() => ask("deleteFigures", dayMs));
    },
  };
}

function floorTo(ms: number, unitMs: number): number {
  return Math.floor(ms / unitMs) * unitMs;
}

import { outcomeOf } from "#lib/store/sqlite/codes";
import type { PackedFigures } from "#lib/store/sqlite/read-figures";
import type { FigureCell, FigureP95, Figures } from "#lib/store/store";

/** Makes of columns what the interface promises. */
export function unpackFigures(packed: PackedFigures): Figures {
  const { range, bucketSeconds, bucketStarts, latencyMs } = packed;
  return { range, bucketSeconds, bucketStarts, latencyMs, cells: unpackCells(packed), p95s: unpackP95s(packed) };
}

/** The cells alone. */
export function unpackCells({ cells, labels }: PackedFigures): FigureCell[] {
  const unpacked: FigureCell[] = [];
  for (let at = 0; at < cells.length; at += 7) {
    const [t = 0, key = 0, outcome = 0, status = 0, attempts = 0, calls = 0, retries = 0] = cells.subarray(at, at + 7);
    unpacked.push({
      t,
      key: labels.get(key) ?? "",
      outcome: outcomeOf(outcome),
      status: status === 0 ? null : status,
      attempts,
      calls,
      retries,
    });
  }
  return unpacked;
}

/** The 95th percentiles alone. */
export function unpackP95s({ p95s, labels }: PackedFigures): FigureP95[] {
  const unpacked: FigureP95[] = [];
  for (let at = 0; at < p95s.length; at += 3) {
    const [t = 0, key = 0, ms = 0] = p95s.subarray(at, at + 3);
    unpacked.push({ t, key: labels.get(key) ?? "", ms });
  }
  return unpacked;
}

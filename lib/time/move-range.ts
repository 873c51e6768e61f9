import type { Range } from "#lib/time/range";

const spanMinMs = 60_000;
const spanMaxMs = 400 * 86_400_000;

/** The span before (-1) or after (1), never past now. */
export function shiftRange(range: Range, direction: -1 | 1, nowMs: number): Range {
  const spanMs = range.toMs - range.fromMs;
  const toMs = Math.min(range.toMs + direction * spanMs, Math.max(nowMs, range.toMs));
  return { fromMs: toMs - spanMs, toMs };
}

/** Twice the span around the same middle; what would lie past now is added before. */
export function zoomOutRange(range: Range, nowMs: number): Range {
  const spanMs = Math.min((range.toMs - range.fromMs) * 2, spanMaxMs);
  const middleMs = (range.fromMs + range.toMs) / 2;
  const toMs = Math.min(Math.round(middleMs + spanMs / 2), Math.max(nowMs, range.toMs));
  return { fromMs: toMs - spanMs, toMs };
}

/** Half the span around an instant within it, at least a minute long. */
export function zoomInRange(range: Range, aroundMs: number): Range {
  const spanMs = Math.max(Math.round((range.toMs - range.fromMs) / 2), spanMinMs);
  const fromMs = Math.max(range.fromMs, Math.min(Math.round(aroundMs - spanMs / 2), range.toMs - spanMs));
  return { fromMs, toMs: fromMs + spanMs };
}

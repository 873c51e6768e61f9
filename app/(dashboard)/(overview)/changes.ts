import { formatNumber } from "#lib/format";
import type { StatsTotals } from "#lib/model/stats";

type Counts = Pick<StatsTotals, "attempts" | "failures">;

/** How the failure rate moved against the span before, in percentage points; null if one of both is unknown. */
export function rateChange(now: Counts, before: Counts | null): string | null {
  if (before === null || now.attempts === 0 || before.attempts === 0) return null;
  const points = (now.failures / now.attempts - before.failures / before.attempts) * 100;
  return Math.abs(points) < 0.05 ? "as before" : `${signed(points, 1)} points`;
}

/** How a count moved against the span before; null if there was nothing to compare with. */
export function countChange(now: number, before: number | undefined): string | null {
  if (!before) return null;
  const percent = (now / before - 1) * 100;
  if (Math.abs(percent) < 0.5) return "as before";
  return percent >= 1_000 ? `×\u202f${formatNumber(now / before)}` : `${signed(percent, 0)}\u00a0%`;
}

function signed(value: number, digits: number): string {
  const size = Math.abs(value).toFixed(digits);
  return value < 0 ? `−${size}` : `+${size}`;
}

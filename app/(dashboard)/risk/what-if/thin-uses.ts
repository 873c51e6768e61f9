import type { WindowUse } from "./window-uses.ts";

/** The highest use within one stretch of the axis; a null value is a gap. */
export type UsePoint = { readonly t: number; readonly value: number | null; readonly use: WindowUse };

/** More could not be told apart on a screen, and fewer would not show a short peak. */
const pointsMax = 240;

/** Uses thinned out for a chart: of neighbours the highest stays, so that no crossing is lost. Times are kept. */
export function thinUses(uses: readonly WindowUse[]): readonly UsePoint[] {
  const first = uses[0];
  const last = uses.at(-1);
  if (!first || !last) return [];
  const width = Math.max(first.stepMs, (last.atMs - first.atMs) / pointsMax, 1);
  const points: UsePoint[] = [];
  let bin = -1;
  for (const use of uses) {
    const own = Math.floor((use.atMs - first.atMs) / width);
    const before = own === bin ? points.pop() : undefined;
    const higher = before && (before.value ?? -1) >= (use.value ?? -1) ? before.use : use;
    points.push({ t: higher.atMs, value: higher.value, use: higher });
    bin = own;
  }
  return points;
}

import type { WindowUse } from "./window-uses.ts";

/** A time during which the limit was passed. */
export type Crossing = {
  /** When it was first seen; it happened within the step before. */
  readonly fromMs: number;
  /** When it was first seen to be over; null if it still is not. */
  readonly toMs: number | null;
  readonly peak: WindowUse;
};

export type Judgement = {
  /** Oldest first. */
  readonly crossings: readonly Crossing[];
  readonly aboveMs: number;
  /** The use that was highest, the first of them if several were; null if the rule never applied. */
  readonly highest: WindowUse | null;
};

/** When a limit would have been passed: `limit` is a share from 0 to 1 or a count, as the uses are. */
export function judgeLimit(uses: readonly WindowUse[], limit: number): Judgement {
  const crossings: Crossing[] = [];
  let highest: WindowUse | null = null;
  let isAbove = false;
  for (const use of uses) {
    if (isHigher(use, highest)) highest = use;
    const wasAbove = isAbove;
    isAbove = use.value !== null && use.value > limit;
    if (isAbove && !wasAbove) crossings.push({ fromMs: use.atMs, toMs: null, peak: use });
    else if (isAbove) changeLast(crossings, ({ peak }) => (isHigher(use, peak) ? { peak: use } : {}));
    else if (wasAbove) changeLast(crossings, () => ({ toMs: use.atMs }));
  }
  const lastMs = uses.at(-1)?.atMs ?? 0;
  const aboveMs = crossings.reduce((sum, { fromMs, toMs }) => sum + (toMs ?? lastMs) - fromMs, 0);
  return { crossings, aboveMs, highest };
}

function isHigher({ value }: WindowUse, than: WindowUse | null): boolean {
  return value !== null && value > (than?.value ?? -1);
}

function changeLast(crossings: Crossing[], change: (last: Crossing) => Partial<Crossing>): void {
  const last = crossings.pop();
  if (last) crossings.push({ ...last, ...change(last) });
}

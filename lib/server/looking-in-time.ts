/** Two looks may be missed; then nobody would notice a storm in time. */
const lateAfterMs = 15_000;

/** Whether the rules are looked at as often as is promised. Before the first look of a process nothing is. */
export function isLookingInTime(lookedAtMs: number | null, nowMs: number): boolean {
  return lookedAtMs !== null && nowMs - lookedAtMs <= lateAfterMs;
}

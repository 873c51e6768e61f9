/** A duration in ms, rounded to whole microseconds: no clock here is finer, and a difference of two floats only looks so. */
export function toMicroseconds(ms: number): number {
  return Math.round(ms * 1_000) / 1_000;
}

/** Attempts spread evenly over `[fromMs, toMs)`. */
export type Slice = { readonly fromMs: number; readonly toMs: number; readonly attempts: number; readonly bad: number };

/** Per millisecond. */
export type Pace = { readonly attempts: number; readonly bad: number };

/** What the trailing window holds now, slice by slice, none of it later than `nowMs`. */
export type WindowHistory = { readonly nowMs: number; readonly windowMs: number; readonly slices: readonly Slice[] };

/** A condition on what the window holds: `constant + perAttempt · attempts + perBad · bad ≥ 0`. */
export type Inequality = { readonly constant: number; readonly perAttempt: number; readonly perBad: number };

/** What the trailing window holds from `fromMs` to `toMs`, changing evenly. */
type Segment = { readonly fromMs: number; readonly toMs: number; readonly start: Pace; readonly slope: Pace };

/**
 * The first instant from now on at which all inequalities of one of the `alternatives` hold for the trailing window, if
 * attempts go on at `pace` and those of the history age out; null for never. After one window nothing changes any more.
 */
export function firstInstant(
  history: WindowHistory,
  pace: Pace,
  alternatives: readonly (readonly Inequality[])[],
): number | null {
  for (const segment of segmentsOf(history, pace)) {
    const instants = alternatives.map((all) => instantWithin(segment, all)).filter((instant) => instant !== null);
    if (instants.length > 0) return Math.min(...instants);
  }
  return null;
}

/** What the window holds once the whole history has aged out. */
export function steadyState({ windowMs }: WindowHistory, pace: Pace): Pace {
  return { attempts: pace.attempts * windowMs, bad: pace.bad * windowMs };
}

/** Between two instants at which a slice begins or ends to age out, everything changes evenly. */
function* segmentsOf({ nowMs, windowMs, slices }: WindowHistory, pace: Pace): Generator<Segment> {
  const endMs = nowMs + windowMs;
  const edges = slices.flatMap(({ fromMs, toMs }) => [fromMs + windowMs, toMs + windowMs]);
  const inside = edges.filter((edge) => edge > nowMs && edge < endMs);
  const breaks = [...new Set([nowMs, ...inside, endMs])].sort((a, b) => a - b);
  const lasting = slices.filter(({ fromMs, toMs }) => toMs > fromMs).sort((a, b) => a.fromMs - b.fromMs);
  let start = slices.reduce((sum, { attempts, bad }) => ({ attempts: sum.attempts + attempts, bad: sum.bad + bad }), {
    attempts: 0,
    bad: 0,
  });
  let leaving = 0;
  for (const [index, toMs] of breaks.entries()) {
    const fromMs = breaks[index - 1];
    if (fromMs === undefined) continue;
    while ((lasting[leaving]?.toMs ?? Number.POSITIVE_INFINITY) + windowMs <= fromMs) leaving += 1;
    const slope = slopeOf(lasting[leaving], fromMs - windowMs, pace);
    yield { fromMs, toMs, start, slope };
    const spanMs = toMs - fromMs;
    start = { attempts: start.attempts + slope.attempts * spanMs, bad: start.bad + slope.bad * spanMs };
  }
}

function slopeOf(slice: Slice | undefined, agedToMs: number, pace: Pace): Pace {
  if (!slice || slice.fromMs > agedToMs) return pace;
  const spanMs = slice.toMs - slice.fromMs;
  return { attempts: pace.attempts - slice.attempts / spanMs, bad: pace.bad - slice.bad / spanMs };
}

/** Of an attempt: far less than counts, and more than what adding up hundreds of slices loses. */
const rounding = 1e-9;

/** The first instant of a segment at which all inequalities hold. */
function instantWithin({ fromMs, toMs, start, slope }: Segment, all: readonly Inequality[]): number | null {
  let firstMs = fromMs;
  let lastMs = toMs;
  for (const { constant, perAttempt, perBad } of all) {
    const value = constant + perAttempt * start.attempts + perBad * start.bad + rounding;
    const change = perAttempt * slope.attempts + perBad * slope.bad;
    if (change === 0 && value < 0) return null;
    const zeroMs = change === 0 ? null : fromMs - value / change;
    if (zeroMs !== null && change > 0) firstMs = Math.max(firstMs, zeroMs);
    if (zeroMs !== null && change < 0) lastMs = Math.min(lastMs, zeroMs);
  }
  return firstMs <= lastMs ? firstMs : null;
}

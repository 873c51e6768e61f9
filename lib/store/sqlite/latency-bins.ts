// A histogram with log-spaced bins: any latency is represented within 1.5 %, and two histograms add up exactly.
// After DDSketch (Masson, Rim, Lee: "DDSketch", VLDB 2019): bin i holds (gamma^(i-1), gamma^i], and 2·gamma^i/(gamma+1)
// is at most (gamma-1)/(gamma+1) away from each of its values.

const gamma = 1.03;
const logGamma = Math.log(gamma);
/** Bin 0 is an exact zero; bin 1 ends at a microsecond, the last one at 157 days. */
const smallestMs = 0.001;
export const binCount = 1_024;

/** The bin of a latency in ms. */
export function binOf(ms: number): number {
  if (ms <= 0) return 0;
  const bin = 1 + Math.ceil(Math.log(ms / smallestMs) / logGamma);
  return Math.min(Math.max(bin, 1), binCount - 1);
}

/** The latency in ms that stands for a bin: at most 1.5 % from each value in it. */
export function msOfBin(bin: number): number {
  return bin === 0 ? 0 : (smallestMs * 2 * gamma ** (bin - 1)) / (gamma + 1);
}

/** Bins that are not empty; the counts may be negative in a change that takes rows away. */
export type SparseBins = Map<number, number>;

/**
 * Packs bins: pairs of (distance to the bin before, count), each a varint, counts in zigzag.
 * Two bytes a bin as a rule, where a row a bin would take 24.
 */
export function packBins(bins: SparseBins): Buffer {
  const bytes: number[] = [];
  let before = 0;
  for (const bin of [...bins.keys()].sort((a, b) => a - b)) {
    const count = bins.get(bin) ?? 0;
    if (count === 0) continue;
    pushVarint(bytes, bin - before);
    pushVarint(bytes, count >= 0 ? count * 2 : count * -2 - 1);
    before = bin;
  }
  return Buffer.from(bytes);
}

/** Calls `visit` for each packed bin, in rising order. */
export function eachBin(packed: Uint8Array, visit: (bin: number, count: number) => void): void {
  let at = 0;
  const nextVarint = () => {
    let value = 0;
    let scale = 1;
    let byte = packed[at++] ?? 0;
    while (byte >= 128) {
      value += (byte - 128) * scale;
      scale *= 128;
      byte = packed[at++] ?? 0;
    }
    return value + byte * scale;
  };
  let bin = 0;
  while (at < packed.length) {
    bin += nextVarint();
    const zigzag = nextVarint();
    visit(bin, zigzag % 2 === 0 ? zigzag / 2 : (zigzag + 1) / -2);
  }
}

/** The sum of two packed histograms. */
export function addPackedBins(a: Uint8Array, b: Uint8Array): Buffer {
  const sum: SparseBins = new Map();
  const add = (bin: number, count: number) => sum.set(bin, (sum.get(bin) ?? 0) + count);
  eachBin(a, add);
  eachBin(b, add);
  return packBins(sum);
}

function pushVarint(bytes: number[], value: number): void {
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
}

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

/** No varint of a safe integer is longer than eight bytes, and a bin takes two. */
const packing = Buffer.alloc(binCount * 16);

/**
 * Packs the counts of the bins from `lowest` to `highest`, below zero or above: pairs of (distance to the bin before,
 * count), each a varint, counts in zigzag. Empty bins take no room, others two bytes as a rule.
 */
export function packBins(counts: ArrayLike<number>, lowest: number, highest: number): Buffer {
  let length = 0;
  let before = 0;
  for (let bin = lowest; bin <= highest; bin += 1) {
    const count = counts[bin] ?? 0;
    if (count === 0) continue;
    length = writeVarint(length, bin - before);
    length = writeVarint(length, count > 0 ? count * 2 : count * -2 - 1);
    before = bin;
  }
  return Buffer.from(packing.subarray(0, length));
}

function writeVarint(at: number, value: number): number {
  let end = at;
  let rest = value;
  while (rest >= 128) {
    packing[end++] = (rest % 128) + 128;
    rest = Math.floor(rest / 128);
  }
  packing[end++] = rest;
  return end;
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

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addPackedBins,
  binCount,
  binOf,
  eachBin,
  msOfBin,
  packBins,
  type SparseBins,
} from "#lib/store/sqlite/latency-bins";

const unpack = (packed: Uint8Array): SparseBins => {
  const bins: SparseBins = new Map();
  eachBin(packed, (bin, count) => bins.set(bin, count));
  return bins;
};

const arbitraryBins = fc
  .array(
    fc.tuple(
      fc.nat(binCount - 1),
      fc.integer({ min: -(2 ** 40), max: 2 ** 40 }).filter((count) => count !== 0),
    ),
  )
  .map((pairs): SparseBins => new Map(pairs.sort(([a], [b]) => a - b)));

test("a bin stands for each of its latencies within 1.5 %, from a microsecond to months", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 1e10, noNaN: true }), (ms) => {
      expect(Math.abs(msOfBin(binOf(ms)) - ms)).toBeLessThanOrEqual(ms * 0.015);
    }),
    { numRuns: 2_000 },
  );
});

test("bins rise with the latency; zero is itself, and what is too small or too large lands in the outermost bins", () => {
  const bins = [0, 1e-9, 0.001, 0.5, 1, 1.1, 1_000, 60_000, 1e15, Number.POSITIVE_INFINITY].map(binOf);
  expect(bins).toEqual(bins.toSorted((a, b) => a - b));
  expect([binOf(-1), binOf(0), msOfBin(0), binOf(1e-9), binOf(1e15)]).toEqual([0, 0, 0, 1, binCount - 1]);
});

test("packed bins come back, counts above and below zero, however large", () => {
  fc.assert(
    fc.property(arbitraryBins, (bins) => {
      expect(unpack(packBins(bins))).toEqual(bins);
    }),
  );
});

test("empty bins are not kept", () => {
  expect(packBins(new Map([[5, 0]]))).toHaveLength(0);
});

test("packed histograms add up bin by bin, and taking away what was added leaves nothing", () => {
  const countOf = (bins: SparseBins, bin: number) => bins.get(bin) ?? 0;
  fc.assert(
    fc.property(arbitraryBins, arbitraryBins, (a, b) => {
      const sum = unpack(addPackedBins(packBins(a), packBins(b)));
      for (const bin of new Set([...a.keys(), ...b.keys()])) {
        expect(countOf(sum, bin)).toBe(countOf(a, bin) + countOf(b, bin));
      }
      const negative = new Map([...a].map(([bin, count]) => [bin, -count]));
      expect(addPackedBins(packBins(a), packBins(negative))).toHaveLength(0);
    }),
  );
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { BinCounts } from "#lib/store/sqlite/bin-counts";
import { binCount, binOf, eachBin, msOfBin, packBins } from "#lib/store/sqlite/latency-bins";

type Bins = ReadonlyMap<number, number>;

const pack = (...summands: readonly Bins[]): Buffer => {
  const counts = new BinCounts();
  for (const [bin, count] of summands.flatMap((bins) => [...bins])) counts.add(bin, count);
  return counts.pack();
};

const unpack = (packed: Uint8Array): Bins => {
  const bins = new Map<number, number>();
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
  .map((pairs): Bins => new Map(pairs.sort(([a], [b]) => a - b)));

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
      expect(unpack(pack(bins))).toEqual(bins);
    }),
  );
});

test("a histogram of every bin, with the largest counts, comes back", () => {
  const counts = Array.from({ length: binCount }, () => Number.MAX_SAFE_INTEGER);
  const packed = packBins(
    counts.map((count) => (count - 1) / 2),
    0,
    binCount - 1,
  );
  expect([...unpack(packed).values()]).toEqual(counts.map((count) => (count - 1) / 2));
});

test("empty bins are not kept", () => {
  expect(pack()).toHaveLength(0);
  expect(pack(new Map([[5, 0]]))).toHaveLength(0);
});

test("histograms add up bin by bin, and taking away what was added leaves nothing", () => {
  fc.assert(
    fc.property(arbitraryBins, arbitraryBins, (a, b) => {
      const sum = unpack(pack(a, b));
      for (const bin of new Set([...a.keys(), ...b.keys()])) {
        expect(sum.get(bin) ?? 0).toBe((a.get(bin) ?? 0) + (b.get(bin) ?? 0));
      }
      const negative = new Map([...a].map(([bin, count]) => [bin, -count]));
      expect(pack(a, negative)).toHaveLength(0);
    }),
  );
});

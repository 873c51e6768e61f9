import { expect, test } from "vitest";
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatNumber,
  formatRate,
  formatRateOf,
  formatShortNumber,
} from "#lib/format";

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

test.each([
  [0, "0 ms"],
  [0.04, "0 ms"],
  [0.4, "0.4 ms"],
  [1, "1 ms"],
  [319.6, "320 ms"],
  [999.4, "999 ms"],
  [999.6, "1 s"],
  [1_240, "1.24 s"],
  [1_200, "1.2 s"],
  [9_994, "9.99 s"],
  [12_340, "12.3 s"],
  [59_940, "59.9 s"],
  [59_960, "1 min"],
  [125_000, "2 min 5 s"],
  [3_599_700, "1 h"],
  [10_920_000, "3 h 2 min"],
  [4 * 86_400_000 + 6 * 3_600_000, "4 d 6 h"],
  [null, "–"],
])("%s ms is written %s", (ms, words) => {
  expect(plain(formatDuration(ms))).toBe(words);
});

test.each([
  [0, 0, "–"],
  [0, 1_204, "0 %"],
  [1, 10_000, "< 0.1 %"],
  [51, 1_204, "4.2 %"],
  [1, 2, "50 %"],
  [9_999, 10_000, "> 99.9 %"],
  [1_204, 1_204, "100 %"],
])("%i of %i is %s", (part, n, words) => {
  expect(plain(formatRate(part, n))).toBe(words);
});

test("a rate tells what it is of", () => {
  expect(plain(formatRateOf(51, 1_204))).toBe("4.2 % of 1,204 attempts");
  expect(plain(formatRateOf(1, 1))).toBe("100 % of 1 attempt");
  expect(formatRateOf(0, 0)).toBe("no attempts");
});

test.each([
  [0, "0 B"],
  [1_023, "1023 B"],
  [1_024, "1 KiB"],
  [1_536, "1.5 KiB"],
  [3 * 1_024 ** 2, "3 MiB"],
])("%i bytes are %s", (bytes, words) => {
  expect(plain(formatBytes(bytes))).toBe(words);
});

test("numbers are grouped, counted and shortened", () => {
  expect(formatNumber(1_204_000)).toBe("1,204,000");
  expect(plain(formatCount(1, "retry", "retries"))).toBe("1 retry");
  expect(plain(formatCount(0, "retry", "retries"))).toBe("0 retries");
  expect(formatShortNumber(9_999)).toBe("9,999");
  expect(formatShortNumber(12_400)).toBe("12.4K");
});

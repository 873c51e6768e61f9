import { expect, test } from "vitest";
import { readRelease } from "#lib/gateway/release";

test.each([
  [[], null],
  [["X-Ajar-Release", "v1.4.2"], "v1.4.2"],
  [["x-ajar-release", " 2026-01-31 build 7 "], "2026-01-31 build 7"],
  [["x-ajar-release", "x".repeat(100)], "x".repeat(100)],
])("%j names %j", (headers, release) => {
  expect(readRelease(headers)).toEqual({ ok: true, release });
});

test.each(["", "  ", "x".repeat(101), "a\u0007b", "é"])("%j is refused by name", (value) => {
  expect(readRelease(["X-Ajar-Release", value])).toEqual({
    ok: false,
    reason: expect.stringContaining("X-Ajar-Release"),
  });
});

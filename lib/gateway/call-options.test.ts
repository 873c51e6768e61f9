import { expect, test } from "vitest";
import { readCallOptions } from "#lib/gateway/call-options";

test("without headers the defaults of the client hold", () => {
  expect(readCallOptions([])).toEqual({
    ok: true,
    options: { retriesMax: 4, deadlineMs: 30_000, repeatSafe: false, priority: "normal", guardOff: false },
  });
});

test("each header is read, whatever its case", () => {
  const headers = ["x-ajar-retries", "0", "X-AJAR-DEADLINE", " 120000 ", "X-Ajar-Repeat-Safe", "TRUE"];
  headers.push("X-Ajar-Priority", "High", "x-ajar-guard", "off ");
  expect(readCallOptions(headers)).toEqual({
    ok: true,
    options: { retriesMax: 0, deadlineMs: 120_000, repeatSafe: true, priority: "high", guardOff: true },
  });
});

test.each([
  ["X-Ajar-Retries", "11"],
  ["X-Ajar-Retries", "-1"],
  ["X-Ajar-Retries", ""],
  ["X-Ajar-Deadline", "0"],
  ["X-Ajar-Deadline", "120001"],
  ["X-Ajar-Deadline", "30s"],
  ["X-Ajar-Repeat-Safe", "yes"],
  ["X-Ajar-Priority", "urgent"],
  ["X-Ajar-Guard", "false"],
])("%s: %j is refused by name", (name, value) => {
  expect(readCallOptions([name, value])).toEqual({ ok: false, reason: expect.stringContaining(name) });
});

import { expect, test } from "vitest";
import { labelRange, loadRangeSearch, resolveShownRange, serializeRangeSearch } from "#lib/time/range-search";

const now = Date.UTC(2026, 10, 23, 12);

test.each([
  ["", { fromMs: now - 86_400_000, toMs: now }, "Last 24 hours"],
  ["last=1h", { fromMs: now - 3_600_000, toMs: now }, "Last hour"],
  ["last=1h&from=2026-11-01", { fromMs: now - 3_600_000, toMs: now }, "Last hour"],
  ["from=2026-11-22", { fromMs: Date.UTC(2026, 10, 22), toMs: now }, "Custom range"],
])("?%s is understood", (query, range, label) => {
  const search = loadRangeSearch(new URLSearchParams(query));
  expect(resolveShownRange(search, now)).toEqual({ range, complaint: null });
  expect(labelRange(search)).toBe(label);
});

test.each(["last=1y", "from=soon", "to=2026-11-22", "from=2026-11-22&to=2026-11-21", "from=1970-01-01"])(
  "?%s falls back to a day and says why",
  (query) => {
    const shown = resolveShownRange(loadRangeSearch(new URLSearchParams(query)), now);
    expect(shown.range).toEqual({ fromMs: now - 86_400_000, toMs: now });
    expect(shown.complaint).toMatch(/^(last|from|to) /);
  },
);

test("a preset that there is not is labelled as what is shown in its place", () => {
  expect(labelRange(loadRangeSearch(new URLSearchParams("last=1y")))).toBe("Last 24 hours");
});

test("defaults are not written", () => {
  expect(serializeRangeSearch("/calls", { last: null, tz: "local" })).toBe("/calls");
  expect(serializeRangeSearch("/calls", { last: "7d", tz: "utc" })).toBe("/calls?last=7d&tz=utc");
});

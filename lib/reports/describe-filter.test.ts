import { expect, test } from "vitest";
import { describeFilter } from "#lib/reports/describe-filter";

test.each([
  [{}, "All attempts of the range."],
  [{ status: "500,503", route: "GET /locks" }, "Attempts with status 500, 503; route GET /locks."],
  [{ outcome: "server_error,rate_limited" }, "Attempts with outcome server error, rate limited."],
  [{ outcome: "blocked", integration: "front_desk" }, "Attempts with outcome blocked; integration front_desk."],
])("%j is told as %j", (filter, words) => {
  expect(describeFilter(filter)).toBe(words);
});

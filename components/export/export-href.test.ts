import { expect, test } from "vitest";
import { exportHref } from "#components/export/export-href.ts";

test("range and filters go along, what is the page's own does not", () => {
  const search = "last=7d&outcome=client_error%2Crate_limited&cursor=abc&live=1&tz=utc&show=all";
  expect(exportHref("calls", "csv", search, "Europe/Zurich")).toBe(
    "/api/v1/export/calls.csv?last=7d&outcome=client_error%2Crate_limited&tz=Europe%2FZurich",
  );
  expect(exportHref("stats", "json", "", "UTC")).toBe("/api/v1/export/stats.json?tz=UTC");
});

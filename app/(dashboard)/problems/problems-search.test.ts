import { expect, test } from "vitest";
import { exportSearch, loadProblemsSearch } from "./problems-search";

test.each([
  ["", "sort=cost&state=new%2Cregressed%2Cescalating%2Congoing"],
  ["view=all&last=7d&q=lock&cursor=abc&tz=utc", "sort=cost&last=7d&q=lock"],
  ["view=muted&sort=attempts&outcome=server_error", "sort=attempts&state=muted&outcome=server_error"],
])("the page %s is exported as %s", (search, exported) => {
  expect(exportSearch(loadProblemsSearch(new URLSearchParams(search)))).toBe(exported);
});

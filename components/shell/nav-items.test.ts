import { expect, test } from "vitest";
import { navHref, navItemOf, navItems } from "#components/shell/nav-items.ts";

test.each([
  ["/", "Overview"],
  ["/calls", "Calls"],
  ["/calls/abc", "Calls"],
  ["/callsign", undefined],
  ["/nowhere", undefined],
])("%s belongs to %s", (path, label) => {
  expect(navItemOf(path)?.label).toBe(label);
});

test("links to pages with a range carry range, zone, whose traffic and following, and nothing else", () => {
  const params = new URLSearchParams("last=7d&tz=utc&live=1&integration=sync&cursor=x&outcome=client_error");
  const hrefs = navItems.map((item) => navHref(item, params));
  expect(hrefs).toEqual([
    "/?last=7d&tz=utc&live=1&integration=sync",
    "/calls?last=7d&tz=utc&live=1&integration=sync",
    "/problems?last=7d&tz=utc&live=1&integration=sync",
    "/risk?last=7d&tz=utc&live=1&integration=sync",
    "/alerts?last=7d&tz=utc&live=1&integration=sync",
    "/reports",
    "/integrations?last=7d&tz=utc&live=1&integration=sync",
    "/console",
    "/settings",
  ]);
  expect(navItems.map((item) => navHref(item, new URLSearchParams()))).toEqual([
    "/",
    "/calls",
    "/problems",
    "/risk",
    "/alerts",
    "/reports",
    "/integrations",
    "/console",
    "/settings",
  ]);
});

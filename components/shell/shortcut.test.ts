import { expect, test } from "vitest";
import { navItems } from "#components/shell/nav-items.ts";
import { readShortcut, shortcutHelp } from "#components/shell/shortcut.ts";

test.each([
  ["/", "search"],
  ["j", "next_row"],
  ["k", "previous_row"],
  ["t", "range"],
  ["?", "help"],
])("%s asks for %s at once", (key, wanted) => {
  expect(readShortcut(null, key)).toEqual({ pending: null, shortcut: { do: wanted } });
});

test("g waits for the key of a page, and any other key ends the wait", () => {
  expect(readShortcut(null, "g")).toEqual({ pending: "g", shortcut: null });
  expect(readShortcut("g", "c")).toEqual({ pending: null, shortcut: { do: "go", href: "/calls" } });
  expect(readShortcut("g", "j")).toEqual({ pending: null, shortcut: null });
});

test.each(["x", "Enter", "constructor", "Escape"])("%s asks for nothing", (key) => {
  expect(readShortcut(null, key)).toEqual({ pending: null, shortcut: null });
});

test("each page has a key of its own, and the list names it", () => {
  expect(new Set(navItems.map(({ goKey }) => goKey)).size).toBe(navItems.length);
  for (const { goKey, label } of navItems) expect(shortcutHelp).toContainEqual({ keys: ["g", goKey], words: label });
});

import { expect, test } from "vitest";
import { adviseOnBrowser, findBrowser } from "./find-browser";

const machine = (platform: string, env: Record<string, string>, ...files: string[]) => ({
  platform,
  env,
  playwrightPath: "/cache/playwright/chrome",
  exists: (path: string) => files.includes(path),
});

const mac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
const edge = "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe";

test.each([
  ["Debian's", machine("linux", { PATH: "/bin" }, "/usr/bin/chromium"), "/usr/bin/chromium"],
  ["one on the path", machine("linux", { PATH: "/bin:/opt/bin" }, "/opt/bin/google-chrome"), "/opt/bin/google-chrome"],
  ["Ubuntu's snap", machine("linux", {}, "/snap/bin/chromium"), "/snap/bin/chromium"],
  ["Playwright's own", machine("linux", {}, "/cache/playwright/chrome"), "/cache/playwright/chrome"],
  ["a Mac's", machine("darwin", { HOME: "/Users/me" }, mac), mac],
  ["a Mac's of one person", machine("darwin", { HOME: "/Users/me" }, `/Users/me${mac}`), `/Users/me${mac}`],
  ["Windows' Edge", machine("win32", { "PROGRAMFILES(X86)": "C:\\Program Files (x86)" }, edge), edge],
  [
    "the one that is named",
    machine("linux", { AJAR_CHROMIUM: "/my/chrome" }, "/my/chrome", "/usr/bin/chromium"),
    "/my/chrome",
  ],
  ["no other than the one that is named", machine("linux", { AJAR_CHROMIUM: "/gone" }, "/usr/bin/chromium"), undefined],
  ["none", machine("linux", { PATH: "/bin" }), undefined],
])("the browser found: %s", (_name, where, path) => {
  expect(findBrowser(where)).toBe(path);
});

test.each([
  ["linux", {}, "apt-get install chromium"],
  ["darwin", {}, "brew install --cask chromium"],
  ["win32", {}, "Microsoft Edge"],
  ["freebsd", {}, "AJAR_CHROMIUM=/path"],
  ["linux", { AJAR_CHROMIUM: "/gone" }, "no such file"],
])("the advice on %s %j", (platform, env, words) => {
  expect(adviseOnBrowser(machine(platform, env))).toContain(words);
});

import { existsSync } from "node:fs";
import { posix } from "node:path";
import { chromium } from "@playwright/test";

/** What the search looks at. */
export type Machine = {
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where Playwright would have put a browser of its own. */
  readonly playwrightPath: string;
  readonly exists: (path: string) => boolean;
};

export const thisMachine: Machine = {
  platform: process.platform,
  env: process.env,
  playwrightPath: chromium.executablePath(),
  exists: existsSync,
};

const howToGetOne: Readonly<Record<string, string>> = {
  darwin: "install Google Chrome, or run `brew install --cask chromium`",
  win32: "install Google Chrome or Microsoft Edge",
  linux: "run `sudo apt-get install chromium`, or install your system's package of that name",
};

/** The Chromium to test with: the one that AJAR_CHROMIUM names, else the system's, else Playwright's own. */
export function findBrowser(machine: Machine): string | undefined {
  return candidates(machine).find(machine.exists);
}

/** What to tell the owner of a machine where none was found. */
export function adviseOnBrowser({ platform, env }: Machine): string {
  if (env.AJAR_CHROMIUM) return `AJAR_CHROMIUM names ${env.AJAR_CHROMIUM}, but there is no such file.`;
  const how = howToGetOne[platform] ?? "install Chromium";
  return `The browser journeys need Chromium or Chrome: ${how}; or set AJAR_CHROMIUM=/path/to/chromium.`;
}

function candidates({ platform, env, playwrightPath }: Machine): string[] {
  if (env.AJAR_CHROMIUM) return [env.AJAR_CHROMIUM];
  if (platform === "darwin") return [...macPaths(env.HOME), playwrightPath];
  if (platform === "win32") return [...windowsPaths(env), playwrightPath];
  return [...linuxPaths(env.PATH), playwrightPath];
}

function linuxPaths(path = ""): string[] {
  const commands = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
  const folders = [...path.split(":"), "/usr/bin", "/snap/bin"].filter(Boolean);
  return commands.flatMap((command) => folders.map((folder) => posix.join(folder, command)));
}

function macPaths(home = ""): string[] {
  const names = ["Google Chrome", "Chromium", "Microsoft Edge"];
  return names.flatMap((name) => ["", home].map((base) => `${base}/Applications/${name}.app/Contents/MacOS/${name}`));
}

function windowsPaths(env: Machine["env"]): string[] {
  const programs = ["Google\\Chrome\\Application\\chrome.exe", "Microsoft\\Edge\\Application\\msedge.exe"];
  const folders = [env.PROGRAMFILES, env["PROGRAMFILES(X86)"], env.LOCALAPPDATA].filter(Boolean);
  return programs.flatMap((program) => folders.map((folder) => `${folder}\\${program}`));
}

import { readFileSync } from "node:fs";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import floors from "./version-floors.json" with { type: "json" };

type Lock = { packages: Record<string, { version?: string }> };

const lock: Lock = JSON.parse(readFileSync(new URL("../package-lock.json", import.meta.url), "utf8"));
const alwaysThere = ["next", "react", "react-dom", "drizzle-orm", "undici", "sharp", "SQLite"];

/** Every version of a package that would be installed; SQLite's is the one inside better-sqlite3. */
function versionsOf(name: string): string[] {
  if (name === "SQLite") return [String(new Database(":memory:").prepare("select sqlite_version()").pluck().get())];
  return Object.entries(lock.packages)
    .filter(([path]) => path.endsWith(`node_modules/${name}`))
    .flatMap(([, entry]) => entry.version ?? []);
}

/** A pre-release counts as below: none of them is known to hold the fix. */
function isAtLeast(version: string, floor: string): boolean {
  if (!/^\d+\.\d+\.\d+$/.test(version)) return false;
  return version.localeCompare(floor, "en", { numeric: true }) >= 0;
}

test.each(floors)("$package is at or above $floor ($why)", ({ package: name, floor }) => {
  const versions = versionsOf(name);
  if (alwaysThere.includes(name)) expect(versions).not.toEqual([]);
  expect(versions.filter((version) => !isAtLeast(version, floor))).toEqual([]);
});

test.each([
  ["16.4.1", "16.4.1", true],
  ["16.10.0", "16.4.1", true],
  ["16.4.0", "16.4.1", false],
  ["9.9.9", "16.4.1", false],
  ["16.4.1-canary.2", "16.4.1", false],
])("%s at or above %s: %s", (version, floor, above) => {
  expect(isAtLeast(version, floor)).toBe(above);
});

import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { completeLock, missingPlatformEntries, platformOf } from "./complete-lock.mjs";

const root = join(import.meta.dirname, "..");
const lockText = readFileSync(join(root, "package-lock.json"), "utf8");
const manifest: Record<string, Record<string, string>> = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

test("the lock has an entry for every platform's packages (else run `node scripts/complete-lock.mjs`)", () => {
  expect(Object.keys(missingPlatformEntries(JSON.parse(lockText)))).toEqual([]);
});

test("the lock and .npmrc name no registry", () => {
  expect(lockText).not.toMatch(/"resolved"|https?:\/\/[^"]*(registry|\.tgz)/);
  const settings = readFileSync(join(root, ".npmrc"), "utf8").split("\n");
  expect(settings).toContain("omit-lockfile-registry-resolved=true");
  expect(settings.filter((line) => /registry *=|_auth/i.test(line))).toEqual([]);
});

test("every dependency is pinned to one version", () => {
  const versions = { ...manifest.dependencies, ...manifest.devDependencies };
  expect(Object.entries(versions).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

test.each([
  ["linux", "x64"],
  ["linux", "arm64"],
  ["darwin", "arm64"],
  ["darwin", "x64"],
  ["win32", "x64"],
])(
  "npm ci accepts the lock on %s %s",
  (os, cpu) => {
    const folder = mkdtempSync(join(tmpdir(), "ajar-npm-ci-"));
    for (const file of ["package.json", "package-lock.json", ".npmrc"]) cpSync(join(root, file), join(folder, file));
    const args = ["ci", "--dry-run", "--offline", `--os=${os}`, `--cpu=${cpu}`];
    const npm = spawnSync("npm", args, { cwd: folder, encoding: "utf8", shell: process.platform === "win32" });
    rmSync(folder, { recursive: true });
    expect(npm.status, npm.stderr).toBe(0);
  },
  60_000,
);

test.each([
  ["@next/swc-linux-arm64-musl", { cpu: ["arm64"], libc: ["musl"], os: ["linux"] }],
  ["@biomejs/cli-win32-x64", { cpu: ["x64"], os: ["win32"] }],
  ["@oxc-parser/binding-linux-arm-musleabihf", { cpu: ["arm"], libc: ["musl"], os: ["linux"] }],
  ["@tailwindcss/oxide-wasm32-wasi", { cpu: ["wasm32"] }],
])("the platform of %s is read from its name", (name, platform) => {
  expect(platformOf(name)).toEqual(platform);
});

test("a name that says no platform is refused", () => {
  expect(() => platformOf("some-package")).toThrow("added by hand");
});

test("missing entries are added once, below their parent where another version is in the way", () => {
  const lock = {
    packages: {
      "": {},
      "node_modules/a": { version: "1.0.0", dev: true, optionalDependencies: { "x-darwin-arm64": "1.0.0" } },
      "node_modules/b": { version: "2.0.0", optionalDependencies: { "x-darwin-arm64": "2.0.0" } },
    },
  };
  const mac = { cpu: ["arm64"], optional: true, os: ["darwin"] };
  const completed = completeLock(lock);
  expect(completed.packages).toMatchObject({
    "node_modules/x-darwin-arm64": { version: "1.0.0", dev: true, ...mac },
    "node_modules/b/node_modules/x-darwin-arm64": { version: "2.0.0", ...mac },
  });
  expect(missingPlatformEntries(completed)).toEqual({});
});

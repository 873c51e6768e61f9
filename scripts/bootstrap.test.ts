import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";

// Stands in for npm's own program: notes its arguments, then either fails or leaves what an installation leaves.
const npm = `
const { appendFileSync, mkdirSync, symlinkSync, writeFileSync } = require("node:fs");
appendFileSync("npm-calls", process.argv.slice(2).join(" ") + "\\n");
if (process.env.NPM_FAILS) { console.error(process.env.NPM_FAILS); process.exit(1); }
mkdirSync("node_modules/node/bin", { recursive: true });
if (process.argv[2] === "rebuild" || !process.env.NO_SCRIPTS) symlinkSync(process.execPath, "node_modules/node/bin/node");
writeFileSync("node_modules/.package-lock.json", '{ "packages": {} }');
`;
let clone = "";

beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), "ajar-clone-"));
  cpSync(join(import.meta.dirname, "bootstrap.mjs"), join(clone, "scripts", "bootstrap.mjs"));
  cpSync(join(import.meta.dirname, "bootstrap"), join(clone, "scripts", "bootstrap"), { recursive: true });
  writeFileSync(join(clone, "package-lock.json"), '{ "packages": { "": {} } }');
  writeFileSync(join(clone, "npm.js"), npm);
});
afterEach(() => rmSync(clone, { recursive: true }));

async function bootstrap(env: Record<string, string> = {}) {
  const own = { npm_execpath: join(clone, "npm.js"), npm_node_execpath: process.execPath };
  const child = spawn(process.execPath, [join(clone, "scripts", "bootstrap.mjs"), "simulator"], {
    env: { ...process.env, ...own, ...env },
  });
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, "close")]);
  return { said, code };
}

const npmCalls = () => readFileSync(join(clone, "npm-calls"), "utf8").trim().split("\n");

test("a fresh clone is installed once, with one line before and one after", async () => {
  const first = await bootstrap();
  expect(first.code).toBe(0);
  expect(first.said).toMatch(
    /^Installing the locked dependencies \(they are not there yet\).*\nInstalled in \d+ s\.\n$/,
  );
  expect(await bootstrap()).toEqual({ said: "", code: 0 });
  expect(npmCalls()).toEqual(["ci --include=dev --include=optional --prefer-offline"]);
});

test("starts at the same time install once", async () => {
  const all = await Promise.all([bootstrap(), bootstrap(), bootstrap()]);
  expect(all.map(({ code }) => code)).toEqual([0, 0, 0]);
  expect(npmCalls()).toHaveLength(1);
});

test("a failure shows npm's last lines and what to do, and leaves no lock", async () => {
  const failed = await bootstrap({ NPM_FAILS: "npm error code ENOTFOUND" });
  expect(failed.code).toBe(1);
  expect(failed.said).toContain("npm error code ENOTFOUND");
  expect(failed.said).toContain("could not reach its registry");
  expect((await bootstrap()).code).toBe(0);
});

test("where install scripts are off, only the project's Node is fetched by one", async () => {
  expect((await bootstrap({ NO_SCRIPTS: "1" })).code).toBe(0);
  expect(npmCalls()[1]).toBe("rebuild node --ignore-scripts=false");
});

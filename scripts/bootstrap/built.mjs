import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** All that `next build` reads. Tests are left out: changing one must not cost a build. */
const inputs = [
  "app",
  "components",
  "lib",
  "public",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
];
const notBuilt = /\.(test|contract|md)\b/;

/**
 * @param {string} root
 * @param {string} path relative to root, with forward slashes
 * @returns {string[]}
 */
function filesUnder(root, path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return notBuilt.test(path) ? [] : [path];
  return readdirSync(full).flatMap((name) => filesUnder(root, `${path}/${name}`));
}

/**
 * A fingerprint of everything that goes into the build.
 * @param {string} root
 */
export function fingerprintInputs(root) {
  const hash = createHash("sha256");
  for (const path of inputs.flatMap((input) => filesUnder(root, input)).sort()) {
    const content = readFileSync(join(root, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/** @param {string} root */
const stampPath = (root) => join(root, ".next", "ajar-inputs");

/**
 * Why the app must be built, or null if the build stands for the sources as they are.
 * @param {string} root
 * @returns {string | null}
 */
export function whyBuild(root) {
  if (!existsSync(join(root, ".next", "BUILD_ID"))) return "it is not built yet";
  if (!existsSync(stampPath(root))) return "the last build did not finish";
  return readFileSync(stampPath(root), "utf8") === fingerprintInputs(root) ? null : "its sources changed";
}

/**
 * Runs `build` and marks the result with the fingerprint of what it was made from.
 * @param {string} root
 * @param {() => Promise<void>} build
 */
export async function stampBuild(root, build) {
  rmSync(stampPath(root), { force: true });
  const fingerprint = fingerprintInputs(root);
  await build();
  writeFileSync(stampPath(root), fingerprint);
}

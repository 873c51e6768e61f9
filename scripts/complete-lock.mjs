// Adds the entries of other platforms that npm leaves out of package-lock.json when a registry does not serve them.
// Without them `npm ci` refuses the lock ("Missing: … from lock file"), here and on every other platform.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * @typedef {{ version?: string, dev?: boolean, optional?: boolean, os?: string[], cpu?: string[], libc?: string[],
 *   optionalDependencies?: Record<string, string>, [key: string]: unknown }} LockEntry
 * @typedef {{ packages: Record<string, LockEntry>, [key: string]: unknown }} Lock
 */

const systems = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"];
const processors = ["arm", "arm64", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "wasm32", "x64"];
/** @type {Record<string, string>} */
const libraries = { gnu: "glibc", gnueabihf: "glibc", musl: "musl", musleabihf: "musl" };

/**
 * Reads os, cpu and libc from a platform package's name, such as `@next/swc-linux-arm64-musl`.
 * @param {string} name
 * @returns {{ cpu: string[], os?: string[], libc?: string[] }}
 */
export function platformOf(name) {
  const words = name.split(/[/-]/);
  const cpu = words.find((word) => processors.includes(word));
  const os = words.find((word) => systems.includes(word));
  const libc = words.map((word) => libraries[word]).find(Boolean);
  if (!cpu || (!os && cpu !== "wasm32")) {
    throw new Error(`${name}: its name does not say for which platform it is, so its lock entry must be added by hand`);
  }
  return { cpu: [cpu], ...(libc && { libc: [libc] }), ...(os && { os: [os] }) };
}

/**
 * Where Node would look for `name` from inside the package at `path`, nearest first.
 * @param {string} path
 * @param {string} name
 */
function placesFor(path, name) {
  const parts = path.split("/node_modules/");
  const nested = parts.map((_, depth) => parts.slice(0, parts.length - depth).join("/node_modules/"));
  return [...nested.map((base) => `${base}/node_modules/${name}`), `node_modules/${name}`];
}

/**
 * Every optional dependency that a locked package names.
 * @param {Lock} lock
 */
function optionalDependencies(lock) {
  return Object.entries(lock.packages)
    .filter(([path]) => path !== "")
    .flatMap(([path, parent]) =>
      Object.entries(parent.optionalDependencies ?? {}).map(([name, wanted]) => ({ path, parent, name, wanted })),
    );
}

/**
 * The optional dependencies of locked packages that have no entry of their own, by the path where npm would put them.
 * @param {Lock} lock
 * @returns {Record<string, LockEntry>}
 */
export function missingPlatformEntries(lock) {
  /** @type {Record<string, LockEntry>} */
  const missing = {};
  for (const { path, parent, name, wanted } of optionalDependencies(lock)) {
    const exact = /^\d/.test(wanted);
    const found = placesFor(path, name)
      .map((place) => lock.packages[place] ?? missing[place])
      .find(Boolean);
    if (found && (found.version === wanted || !exact)) continue;
    if (!exact) throw new Error(`${path} wants ${name}@${wanted}, which is no exact version`);
    const { cpu, libc, os } = platformOf(name);
    const place = found ? `${path}/node_modules/${name}` : `node_modules/${name}`;
    const dev = parent.dev ? { dev: true } : {};
    missing[place] = { version: wanted, cpu, ...dev, ...(libc && { libc }), optional: true, ...(os && { os }) };
  }
  return missing;
}

/**
 * The lock with those entries added, in npm's own order.
 * @param {Lock} lock
 * @returns {Lock}
 */
export function completeLock(lock) {
  const all = Object.entries({ ...lock.packages, ...missingPlatformEntries(lock) });
  return { ...lock, packages: Object.fromEntries(all.sort(([a], [b]) => a.localeCompare(b, "en"))) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = new URL("../package-lock.json", import.meta.url);
  const lock = JSON.parse(readFileSync(file, "utf8"));
  const added = Object.keys(missingPlatformEntries(lock)).length;
  writeFileSync(file, `${JSON.stringify(completeLock(lock), null, 2)}\n`);
  console.log(`package-lock.json: ${added} platform entries added`);
}

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, os?: string[], cpu?: string[] }} LockEntry
 * @typedef {{ packages: Record<string, LockEntry> }} Lock
 * @typedef {{ platform: string, arch: string }} Machine
 */

/**
 * Why the installed packages are not the locked ones, or null if they are. Further packages do no harm.
 * @param {Lock} locked package-lock.json
 * @param {Lock} installed npm's own record of what it installed
 * @param {Machine} machine
 * @returns {string | null}
 */
export function whyNotAsLocked(locked, installed, machine) {
  for (const [path, wanted] of Object.entries(locked.packages)) {
    const have = installed.packages[path];
    if (path === "" || (!have && wanted.optional)) continue;
    if (!have) return "some are missing";
    if (!sameContent(wanted, have)) return "the lock changed";
    if (!suits(wanted, machine)) return "they are another platform's";
  }
  return null;
}

/**
 * A completed entry has no integrity in the lock, but npm records one once it has fetched the package.
 * @param {LockEntry} wanted
 * @param {LockEntry} have
 */
function sameContent(wanted, have) {
  return wanted.version === have.version && (!wanted.integrity || wanted.integrity === have.integrity);
}

/**
 * @param {LockEntry} entry
 * @param {Machine} machine
 */
function suits(entry, machine) {
  return names(entry.os, machine.platform) && names(entry.cpu, machine.arch);
}

/**
 * npm's `os` and `cpu` lists: absent means any, `!x` means all but x.
 * @param {string[] | undefined} list
 * @param {string} value
 */
function names(list, value) {
  if (!list || list.length === 0) return true;
  if (list.includes(`!${value}`)) return false;
  return list.includes(value) || list.every((item) => item.startsWith("!"));
}

/**
 * The project's own Node, which npm puts first on the path of every script.
 * @param {string} root
 */
export function projectNode(root) {
  const folder = join(root, "node_modules", "node", "bin");
  return join(folder, process.platform === "win32" ? "node.exe" : "node");
}

/**
 * Why the dependencies must be installed, or null if they are as locked.
 * @param {string} root
 * @returns {string | null}
 */
export function whyInstall(root) {
  const record = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(join(root, "node_modules"))) return "they are not there yet";
  if (!existsSync(record)) return "the last installation did not finish";
  const locked = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  const installed = JSON.parse(readFileSync(record, "utf8"));
  return whyNotAsLocked(locked, installed, process) ?? whyNotThere(root, installed);
}

/**
 * npm's record may outlive what it tells of.
 * @param {string} root
 * @param {Lock} installed
 */
function whyNotThere(root, { packages }) {
  const isThere = Object.keys(packages).every((path) => existsSync(join(root, path)));
  return isThere ? null : "some are missing";
}

/**
 * Whether the project's own Node is there and runs on this system.
 * @param {string} root
 */
export function projectNodeRuns(root) {
  return spawnSync(projectNode(root), ["--version"]).status === 0;
}

import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const beatMs = 5_000;
const staleAfterMs = 30_000;

/**
 * Runs `work` while no other process that uses the same lock file does. A lock whose owner died is taken over.
 * @template T
 * @param {string} lockFile
 * @param {() => void} onWait called once if another process holds the lock
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function oneAtATime(lockFile, onWait, work) {
  mkdirSync(dirname(lockFile), { recursive: true });
  const owner = JSON.stringify({ pid: process.pid, host: hostname(), nonce: Math.random() });
  for (let waited = false; !take(lockFile, owner); waited = true) {
    if (!waited) onWait();
    await sleep(250);
  }
  const release = () => rmSync(lockFile, { force: true });
  const beat = setInterval(() => utimesSync(lockFile, new Date(), new Date()), beatMs);
  process.once("exit", release);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    process.removeListener("exit", release);
    release();
  }
}

/**
 * @param {string} lockFile
 * @param {string} owner
 */
function take(lockFile, owner) {
  try {
    writeFileSync(lockFile, owner, { flag: "wx" });
    return true;
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
    dropIfStale(lockFile);
    return false;
  }
}

/** @param {string} lockFile */
function dropIfStale(lockFile) {
  try {
    const seen = readFileSync(lockFile, "utf8");
    if (!isStale(seen, Date.now() - statSync(lockFile).mtimeMs)) return;
    // Two waiters may judge the same lock; only one may remove it, and never a newer one.
    const aside = `${lockFile}.${process.pid}`;
    renameSync(lockFile, aside);
    if (readFileSync(aside, "utf8") === seen) rmSync(aside);
    else renameSync(aside, lockFile);
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
  }
}

/**
 * @param {string} owner
 * @param {number} silentMs since the owner's last sign of life
 */
function isStale(owner, silentMs) {
  if (silentMs > staleAfterMs) return true;
  try {
    const { pid, host } = JSON.parse(owner);
    return host === hostname() && !isAlive(pid);
  } catch {
    // Half written: its owner is at it now, or died at it and will be found silent.
    return false;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

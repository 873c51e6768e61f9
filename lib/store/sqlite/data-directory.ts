import { accessSync, chmodSync, closeSync, constants, existsSync, mkdirSync, openSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { AppError } from "#lib/errors";

const ownerOnly = 0o600;

/** Makes the data directory for its owner alone if there is none; throws one clear sentence if it cannot be used. */
export function prepareDirectory(dir: string): void {
  try {
    makeDirectory(dir);
    accessSync(dir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw directoryFailure(dir, error);
  }
}

/** Node's own recursive `mkdir` never ends where a parent exists in which nothing can be made, as in /proc. */
function makeDirectory(dir: string): void {
  const parent = dirname(dir);
  if (!existsSync(parent) && parent !== dir) makeDirectory(parent);
  try {
    mkdirSync(dir, { mode: 0o700 });
  } catch (error) {
    if (!statSync(dir, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

/** Sees to it that the file exists and is its owner's alone. SQLite gives its WAL the mode of the database. */
export function preparePrivateFile(dir: string, file: string): void {
  try {
    closeSync(openSync(file, "a", ownerOnly));
    if ((statSync(file).mode & 0o777) !== ownerOnly) chmodSync(file, ownerOnly);
  } catch (error) {
    throw directoryFailure(dir, error);
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "this user may not write there",
  EPERM: "this user may not write there",
  EROFS: "it is on a read-only disk",
  ENOENT: "no directory can be made there",
  ENOTDIR: "it is not a directory",
  EEXIST: "it is not a directory",
  ENOSPC: "the disk is full",
};

function directoryFailure(dir: string, cause: unknown): AppError {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  const reason = reasons[code] ?? String(cause);
  const message = `The data directory ${dir} cannot be used: ${reason}. Set AJAR_DATA_DIR to a directory of your own`;
  return new AppError("unavailable", message, { cause });
}

import { copyFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { deriveKey, parseSecret, readIfThere, writeSecretFile } from "#lib/auth/secret";
import { AppError } from "#lib/errors";
import { secretCheckSetting } from "#lib/settings/secret-check";
import type { SettingStore } from "#lib/store/store";

const nextName = "secret.next";

/** Lays the secret to come beside the file `secret`, before anything is sealed with it. */
export async function layNextSecret(dataDir: string, next: Buffer): Promise<void> {
  const path = join(dataDir, nextName);
  await rm(path, { force: true });
  await writeSecretFile(path, next);
}

/**
 * Ends a change of the secret, also one that was cut off: if the data directory is sealed with the secret laid beside
 * the file `secret`, it takes that file's place, else it is thrown away.
 */
export async function settleNextSecret(store: Pick<SettingStore, "findSetting">, dataDir: string): Promise<void> {
  const path = join(dataDir, nextName);
  const text = await readIfThere(path);
  if (text === undefined) return;
  const check = checkOf(text, path);
  if (check !== null && check === (await store.findSetting(secretCheckSetting))) {
    await rename(path, join(dataDir, "secret"));
  } else await rm(path);
}

/** Keeps the file `secret` under another name, for the copy of the database that it opens. Returns the path. */
export async function keepFormerSecret(dataDir: string, suffix: string): Promise<string> {
  const path = join(dataDir, `secret.${suffix}`);
  await copyFile(join(dataDir, "secret"), path);
  return path;
}

/** Null for a file that was cut off while it was written. */
function checkOf(text: string, path: string): string | null {
  try {
    return deriveKey(parseSecret(text, path), "check").toString("base64url");
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

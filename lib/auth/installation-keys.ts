import { z } from "zod";
import { deriveKey } from "#lib/auth/secret";
import { AppError } from "#lib/errors";
import { createSecretBox, type SecretBox } from "#lib/secrets/secret-box";
import type { SettingStore } from "#lib/store/store";

/** What an installation's secret gives. */
export type InstallationKeys = {
  /** For what is kept. */
  readonly box: SecretBox;
  /** For what a browser carries from one step of signing in to the next. */
  readonly cookieBox: SecretBox;
  /** Names Kisi keys. */
  readonly fingerprint: Buffer;
  /** Names what was asked for, for the guard. */
  readonly guard: Buffer;
};

export const keptKeysSetting = "keys.kept";
export const keptKeysPlace = `setting:${keptKeysSetting}`;

const keySchema = z.base64url().transform((text) => Buffer.from(text, "base64url"));
const keptSchema = z.object({ fingerprint: keySchema, guard: keySchema });

/**
 * The keys of this start. Those that name things outlive a change of the secret: the first change keeps them, sealed,
 * so that a Kisi key is known as before in every figure, rule and hold. Throws `unavailable` if what was kept cannot be
 * opened, for with others every key would be a stranger.
 */
export async function openKeys(store: Pick<SettingStore, "findSetting">, secret: Buffer): Promise<InstallationKeys> {
  const box = createSecretBox(deriveKey(secret, "seal"));
  const cookieBox = createSecretBox(deriveKey(secret, "cookie"));
  const sealed = await store.findSetting(keptKeysSetting);
  if (sealed !== undefined) return { box, cookieBox, ...openKept(box, sealed) };
  return { box, cookieBox, fingerprint: deriveKey(secret, "fingerprint"), guard: deriveKey(secret, "guard") };
}

/** The keys that name things, as a text for the box. */
export function keptKeysText({ fingerprint, guard }: Pick<InstallationKeys, "fingerprint" | "guard">): string {
  return JSON.stringify({ fingerprint: fingerprint.toString("base64url"), guard: guard.toString("base64url") });
}

function openKept(box: SecretBox, sealed: string) {
  try {
    return keptSchema.parse(JSON.parse(box.open(sealed, keptKeysPlace)));
  } catch (cause) {
    const words =
      "The keys by which Kisi keys are known cannot be opened: they were changed on disk. Nothing was changed. " +
      "Put a copy of the data directory in its place";
    throw new AppError("unavailable", words, { cause });
  }
}

import { timingSafeEqual } from "node:crypto";
import { AppError } from "#lib/errors";
import type { SettingStore } from "#lib/store/store";

const wayOut =
  "Nothing was changed. Put the former secret back (as AJAR_SECRET, or as the file `secret` in the data directory) " +
  "and start again; if it is lost, start with a fresh AJAR_DATA_DIR and keep the old one for its history.";

type CheckStore = Pick<SettingStore, "findSetting" | "putSetting">;

/** Keeps what the secret of the data directory is compared with. */
export const secretCheckSetting = "secret.check";

/**
 * Makes sure that this start has the secret that the data directory was first used with. `check` is a key derived from
 * the secret for this purpose alone; the first start keeps it, every later one compares. Throws `unavailable` with the
 * way out, before anything is sealed, opened or fingerprinted, and changes nothing. `where` names the secret's place.
 */
export async function checkSecret(store: CheckStore, check: Buffer, where: string): Promise<void> {
  const kept = await store.findSetting(secretCheckSetting);
  if (kept === undefined) {
    await store.putSetting(secretCheckSetting, check.toString("base64url"));
    return;
  }
  const expected = Buffer.from(kept, "base64url");
  if (expected.length === check.length && timingSafeEqual(expected, check)) return;
  throw new AppError("unavailable", `${where} is not the secret that this data directory was sealed with. ${wayOut}`);
}

/** True once a start has sealed the data directory with a secret: no other may be made then. */
export async function hasSecretCheck(store: Pick<SettingStore, "findSetting">): Promise<boolean> {
  return (await store.findSetting(secretCheckSetting)) !== undefined;
}

/** For a data directory that was sealed with a secret which is nowhere to be found. */
export function missingSecret(path: string): AppError {
  const words = `The secret that this data directory was sealed with is missing: AJAR_SECRET is not set, and there is no ${path}. ${wayOut}`;
  return new AppError("unavailable", words);
}

import { existsSync } from "node:fs";
import { join } from "node:path";
import { settleNextSecret } from "#lib/auth/next-secret";
import { deriveKey, loadSecret } from "#lib/auth/secret";
import { checkSecret, hasSecretCheck, missingSecret } from "#lib/settings/secret-check";
import type { SettingStore } from "#lib/store/store";

/**
 * The secret of this installation, once it is sure to be the one that the data directory is sealed with. Throws an
 * `AppError` with the way out, and changes nothing, if it is not.
 */
export async function readSecret(
  store: Pick<SettingStore, "findSetting" | "putSetting">,
  { secret: given, dataDir }: { readonly secret: string | null; readonly dataDir: string },
): Promise<Buffer> {
  if (given === null) await settleNextSecret(store, dataDir);
  const path = join(dataDir, "secret");
  // A new one would only be the wrong one, and stand in the way of the right one.
  if (given === null && !existsSync(path) && (await hasSecretCheck(store))) throw missingSecret(path);
  const { bytes, origin } = await loadSecret(given ?? undefined, dataDir);
  await checkSecret(store, deriveKey(bytes, "check"), origin === "env" ? "AJAR_SECRET" : path);
  return bytes;
}

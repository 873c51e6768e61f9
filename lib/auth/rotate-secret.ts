import { keptKeysPlace, keptKeysSetting, keptKeysText, openKeys } from "#lib/auth/installation-keys";
import { deriveKey } from "#lib/auth/secret";
import { AppError } from "#lib/errors";
import { createSecretBox } from "#lib/secrets/secret-box";
import { secretCheckSetting } from "#lib/settings/secret-check";
import type { SealedStore } from "#lib/store/sealed-store";
import type { SettingStore } from "#lib/store/store";

type Deps = { readonly store: SealedStore & Pick<SettingStore, "findSetting"> };

export type Rotated = {
  /** How many texts are sealed with the new secret. */
  readonly resealed: number;
  /** Where something stands that the former secret did not open either; it is as it was. */
  readonly unreadable: readonly string[];
};

/**
 * Seals everything anew with another secret, in one step: after it the data directory opens with `next` alone. The keys
 * that name things are kept. `former` must have passed `checkSecret`. Throws `bad_input` if the two are the same.
 */
export async function rotateSecret({ store }: Deps, former: Buffer, next: Buffer): Promise<Rotated> {
  if (former.equals(next)) throw new AppError("bad_input", "The new secret is the one that is in use already");
  const keys = await openKeys(store, former);
  const nextBox = createSecretBox(deriveKey(next, "seal"));
  const sealed = (await store.listSealed()).filter(({ place }) => place !== keptKeysPlace);
  const opened = sealed.map(({ place, sealed: text }) => ({ place, text: tryOpen(() => keys.box.open(text, place)) }));
  const texts = opened.flatMap(({ place, text }) =>
    text === null ? [] : [{ place, sealed: nextBox.seal(text, place) }],
  );
  await store.replaceSealed(texts, [
    { key: keptKeysSetting, value: nextBox.seal(keptKeysText(keys), keptKeysPlace) },
    { key: secretCheckSetting, value: deriveKey(next, "check").toString("base64url") },
  ]);
  return {
    resealed: texts.length,
    unreadable: opened.flatMap(({ place, text }) => (text === null ? [place] : [])),
  };
}

function tryOpen(open: () => string): string | null {
  try {
    return open();
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

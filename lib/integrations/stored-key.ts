import { AppError } from "#lib/errors";
import { last4Of, parseKisiKey } from "#lib/secrets/kisi-key-text";
import type { SecretBox } from "#lib/secrets/secret-box";
import type { IntegrationRecord, SealedKey } from "#lib/store/integration-store";

/** An opened key; `unreadable` if it was changed on disk. */
export type OpenedKey = { readonly kind: "none" } | { readonly kind: "unreadable" } | KnownKey;
type KnownKey = { readonly kind: "known"; readonly key: string };

/** The key in what a user pasted, sealed for its own row alone. Throws `bad_input` if it cannot be a Kisi key. */
export function sealKey(box: SecretBox, id: string, text: string, nowMs: number): SealedKey {
  const key = parseKisiKey(text);
  return { sealed: box.seal(key, placeOf(id)), last4: last4Of(key), setAtMs: nowMs };
}

/** Opens the key of an integration. One that cannot be opened is said to be so, and never replaced by another. */
export function openKey(box: SecretBox, { id, key }: Pick<IntegrationRecord, "id" | "key">): OpenedKey {
  if (key === null) return { kind: "none" };
  try {
    return { kind: "known", key: box.open(key.sealed, placeOf(id)) };
  } catch (error) {
    if (error instanceof AppError) return { kind: "unreadable" };
    throw error;
  }
}

function placeOf(id: string): string {
  return `registered_integrations:${id}:sealed_key`;
}

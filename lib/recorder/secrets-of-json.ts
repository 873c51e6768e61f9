import { JsonPlace } from "#lib/recorder/json-place";
import { JsonScanner } from "#lib/recorder/json-tokens";
import type { KeyClass } from "#lib/recorder/key-class";
import type { HidesName, RedactionMode } from "#lib/recorder/redaction";
import { schemeSecretsOf } from "#lib/recorder/scheme-secrets";
import type { SecretSet } from "#lib/recorder/secret-set";
import { isPlainValue } from "#lib/recorder/value-shape";

const layersMax = 6;

type Verdict = "whole" | "cut" | "invalid";

/**
 * Adds every value that stands under the key of a credential, in the text and in the JSON texts inside its strings;
 * in the mode `stored` personal data too. Returns whether it was JSON, so that the text need not be read again to know.
 */
export function addSecretsOfJson(text: string, search: Omit<Search, "layer">, layer = 0): Verdict {
  const { mode, secrets, hidesName } = search;
  const scanner = new JsonScanner(text);
  const place = new JsonPlace(hidesName);
  let hiddenAt: number | null = null;
  for (;;) {
    const token = scanner.next();
    switch (token.kind) {
      case "end":
        return token.verdict;
      case "open":
        if (!place.inMessages && isHidden(place.valueClass, mode)) hiddenAt ??= place.depth;
        place.enter(token.bracket);
        break;
      case "close":
        place.leave();
        if (hiddenAt === place.depth) hiddenAt = null;
        break;
      case "key":
        place.atKey(token.text);
        break;
      case "literal":
        break;
      default:
        if (hiddenAt !== null) secrets.add(token.text);
        else addValue(token.text, place, { ...search, layer });
    }
  }
}

function isHidden(valueClass: KeyClass, mode: RedactionMode): boolean {
  return valueClass === "credential" || (valueClass === "personal" && mode === "stored");
}

type Search = {
  readonly mode: RedactionMode;
  readonly secrets: SecretSet;
  readonly hidesName?: HidesName | undefined;
  readonly layer: number;
};

function addValue(text: string, place: JsonPlace, { layer, ...search }: Search): void {
  const { mode, secrets } = search;
  switch (place.inMessages ? "plain" : place.valueClass) {
    case "credential":
    case "wrapper":
      secrets.add(text);
      break;
    case "described":
      if (!isPlainValue(text)) secrets.add(text);
      break;
    case "personal":
      if (mode === "stored") secrets.add(text);
      break;
    default:
      for (const secret of schemeSecretsOf(text)) secrets.add(secret);
      if (layer < layersMax && /^\s*[[{]/.test(text)) addSecretsOfJson(text, search, layer + 1);
  }
}

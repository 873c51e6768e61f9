import { JsonPlace } from "#lib/recorder/json-place";
import { JsonScanner } from "#lib/recorder/json-tokens";
import type { SecretSet } from "#lib/recorder/secret-set";
import { secretsOfText } from "#lib/recorder/text-patterns";
import { isPlainValue } from "#lib/recorder/value-shape";

const layersMax = 6;

/**
 * Adds every value that stands under the key of a credential, in the text and in the JSON texts inside its strings.
 * Returns whether it was JSON, so that the text need not be read again to know.
 */
export function addSecretsOfJson(text: string, secrets: SecretSet, layer = 0): "whole" | "cut" | "invalid" {
  const scanner = new JsonScanner(text);
  const place = new JsonPlace();
  let credentialAt: number | null = null;
  for (;;) {
    const token = scanner.next();
    switch (token.kind) {
      case "end":
        return token.verdict;
      case "open":
        if (place.valueClass === "credential" && !place.inMessages) credentialAt ??= place.depth;
        place.enter(token.bracket);
        break;
      case "close":
        place.leave();
        if (credentialAt === place.depth) credentialAt = null;
        break;
      case "key":
        place.atKey(token.text);
        break;
      case "literal":
        break;
      default:
        if (credentialAt !== null) secrets.add(token.text);
        else addValue(token.text, place, secrets, layer);
    }
  }
}

function addValue(text: string, place: JsonPlace, secrets: SecretSet, layer: number): void {
  const valueClass = place.inMessages ? "plain" : place.valueClass;
  if (valueClass === "credential" || valueClass === "wrapper") secrets.add(text);
  else if (valueClass === "described" && !isPlainValue(text)) secrets.add(text);
  else if (valueClass === "plain") {
    for (const secret of secretsOfText(text)) secrets.add(secret);
    if (layer < layersMax && /^\s*[[{]/.test(text)) addSecretsOfJson(text, secrets, layer + 1);
  }
}

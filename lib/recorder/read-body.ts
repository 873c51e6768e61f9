import type { RawHeaders } from "#lib/outbound/exchange";
import { findHeader } from "#lib/outbound/raw-headers";
import { decodeBody } from "#lib/recorder/decode-body";
import { isHarmlessParameter, readParameters } from "#lib/recorder/parameters";
import type { HidesName, RedactionMode } from "#lib/recorder/redaction";
import type { SecretSet } from "#lib/recorder/secret-set";
import { addSecretsOfJson } from "#lib/recorder/secrets-of-json";

/** A body as text, told apart by what can be redacted in it. */
export type ReadBody = {
  /** `opaque` has no keys to go by: other text, or what could not be unpacked (then `text` is empty). */
  readonly kind: "empty" | "json" | "form" | "opaque";
  readonly text: string;
  /** True if every secret in it is known. */
  readonly certain: boolean;
};

export type SentBody = {
  readonly headers: RawHeaders;
  readonly bytes: Uint8Array;
  /** More of it came than is in `bytes`. */
  readonly cut: boolean;
};

/** Unpacks a body and adds the secrets in it. If it was cut, what may be half a value is left out. */
export function readBody(
  { headers, bytes, cut }: SentBody,
  mode: RedactionMode,
  secrets: SecretSet,
  hidesName?: HidesName,
): ReadBody {
  if (bytes.length === 0) return { kind: "empty", text: "", certain: !cut };
  const text = decodeBody(bytes, findHeader(headers, "content-encoding"), cut);
  if (text === null) return { kind: "opaque", text: "", certain: false };
  if (/^\s*[[{]/.test(text)) {
    const verdict = addSecretsOfJson(text, { mode, secrets, hidesName });
    if (verdict !== "invalid") return { kind: "json", text, certain: !cut && verdict === "whole" };
  }
  if (!isForm(headers)) return { kind: "opaque", text, certain: false };
  const complete = cut ? text.slice(0, Math.max(text.lastIndexOf("&"), 0)) : text;
  addSecretsOfParameters(complete, secrets, hidesName);
  return { kind: "form", text: complete, certain: !cut };
}

/** Adds the values of a query or form that are secrets or look like one. */
export function addSecretsOfParameters(text: string, secrets: SecretSet, hidesName?: HidesName): void {
  for (const parameter of readParameters(text)) {
    // On screen everything counts as harmless that is no secret.
    if (!isHarmlessParameter(parameter, "screen", hidesName)) secrets.add(parameter.value);
  }
}

function isForm(headers: RawHeaders): boolean {
  return /^\s*application\/x-www-form-urlencoded\b/i.test(findHeader(headers, "content-type") ?? "");
}

import type { RawHeaders } from "#lib/outbound/exchange";
import { capText, escapeInvisible } from "#lib/recorder/clean-text";
import { classifyHeader } from "#lib/recorder/header-class";
import { redactText } from "#lib/recorder/redact-text";
import { marker, type Redaction } from "#lib/recorder/redaction";
import { looksLikeToken } from "#lib/recorder/value-shape";

const headersMax = 100;
const nameCharsMax = 100;
const valueCharsMax = 500;

/** Headers by allow-list: every name stays, so that a reader knows what was there, and a value only if it is listed. */
export function redactHeaders(headers: RawHeaders, redaction: Redaction): [string, string][] {
  const redacted: [string, string][] = [];
  for (let at = 0; at + 1 < headers.length && redacted.length < headersMax; at += 2) {
    const [name = "", value = ""] = [headers[at], headers[at + 1]];
    const shownName = capText(escapeInvisible(redaction.scrub(name)), nameCharsMax);
    redacted.push([shownName, shownValue(name, value, redaction)]);
  }
  return redacted;
}

function shownValue(name: string, value: string, redaction: Redaction): string {
  if (redaction.hidesName?.(name)) return marker;
  const headerClass = classifyHeader(name);
  if (headerClass !== "shown" && headerClass !== "id") return marker;
  const text = headerClass === "id" ? shownId(redaction.scrub(value)) : hideTokens(redactText(value, redaction));
  return capText(escapeInvisible(text), valueCharsMax);
}

function shownId(text: string): string {
  return /^[\w.:/+=[\]-]{1,128}$/.test(text) ? text : marker;
}

/** A listed header may be filled with anything all the same: `User-Agent: sync/1.0 (4f9a…)`. */
function hideTokens(text: string): string {
  return text.replace(/[\w+~-]{16,}/g, (piece) => (looksLikeToken(piece) ? marker : piece));
}

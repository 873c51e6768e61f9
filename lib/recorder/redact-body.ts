import { capBytes, escapeInvisible } from "#lib/recorder/clean-text";
import { redactParameters } from "#lib/recorder/parameters";
import type { ReadBody } from "#lib/recorder/read-body";
import { type JsonBudget, redactJson } from "#lib/recorder/redact-json";
import type { Redaction } from "#lib/recorder/redaction";

/** Redacts a body within a budget; null for what has no keys to go by: of that only type and size are kept. */
export function redactBody(body: ReadBody, redaction: Redaction, budget: JsonBudget): string | null {
  switch (body.kind) {
    case "json":
      return redactJson(body.text, redaction, budget);
    case "form":
      return capBytes(
        escapeInvisible(redaction.scrub(redactParameters(body.text, redaction.mode, redaction.hidesName))),
        budget.bytesMax,
      );
    case "empty":
    case "opaque":
      return null;
    default:
      return body.kind satisfies never;
  }
}

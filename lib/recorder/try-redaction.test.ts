import { expect, test } from "vitest";
import { compileExtraRules } from "#lib/recorder/extra-rules";
import { createTryRedaction, type TriedKind } from "#lib/recorder/try-redaction";

const tryOut = createTryRedaction({
  fingerprint: () => ({ id: "f", last4: null }),
  knownSecrets: () => ["a-stored-key-of-ours-123456"],
  extraRules: () => compileExtraRules({ fields: ["room"], patterns: ["EMP-\\d+"] }),
});

test.each<[TriedKind, string, string | null]>([
  [
    "body",
    '{"password":"abc12345","room":"B7","note":"EMP-5"}',
    '{"password":"[redacted]","room":"[redacted]","note":"[redacted]"}',
  ],
  ["form", "room=B7&limit=5", "room=[redacted]&limit=5"],
  ["body", "no JSON at all", null],
  ["url", " /locks/5?limit=3&email=a%40b.example ", "/locks/5?limit=3&email=[redacted]"],
  ["headers", "Authorization: KISI-LOGIN x\nAccept: text/html", "Authorization: [redacted]\nAccept: text/html"],
  ["message", "bad a-stored-key-of-ours-123456 of EMP-8", "bad [redacted] of [redacted]"],
])("of a %s %j would be stored %j", (kind, text, stored) => {
  expect(tryOut(kind, text)).toBe(stored);
});

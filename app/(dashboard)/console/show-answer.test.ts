import { expect, test } from "vitest";
import type { AnswerBody } from "#lib/kisi/answer-body";
import type { KisiResult } from "#lib/kisi/client";
import { showAnswer } from "./show-answer";

const common = { callId: "c", latencyMs: 1 };
const head = { status: 200, headers: ["content-type", "application/json"], attempts: 1, heldBackMs: 0 };
const answer = (body: AnswerBody): KisiResult => ({ ...common, ...head, kind: "answer", body, collectionRange: null });
const cutOff: KisiResult = { ...common, ...head, kind: "cut_off", cause: null };
const blocked: KisiResult = { ...common, kind: "blocked", reason: "pacer", retryAfterMs: 1 };

test.each([
  ["none", answer({ kind: "empty" }), null, /^No body/],
  ["good JSON", answer({ kind: "json", value: { id: 7 } }), '{\n  "id": 7\n}', null],
  ["half a JSON", answer({ kind: "text", text: '{"id": 1, "name": "Main ent' }), expect.any(String), /not whole JSON/],
  ["a web page", answer({ kind: "text", text: "<!doctype html>" }), null, /not JSON/],
  ["one too large", answer({ kind: "too_large", bytesMax: 1_024 }), null, /larger than 1.KiB/],
  ["a broken encoding", answer({ kind: "undecodable", encoding: "gzip" }), null, /gzip/],
  ["one that broke off", cutOff, null, /broke off/],
  ["that of a blocked call", blocked, null, null],
])("a body: %s", (_, result, text, note) => {
  const shown = showAnswer(result, []);
  expect(shown.bodyText).toEqual(text);
  if (note === null) expect(shown.bodyNote).toBeNull();
  else expect(shown.bodyNote).toMatch(note);
});

test("a secret is hidden wherever it is echoed, in the table as well", () => {
  const secret = "a-kisi-key-of-some-length";
  const shown = showAnswer(answer({ kind: "json", value: [{ id: 1, name: `key ${secret}` }] }), [secret]);
  expect(shown.rows?.columns).toEqual(["id", "name"]);
  expect(JSON.stringify(shown)).not.toContain(secret);
});

import { expect, test } from "vitest";
import type { RefusedKey, Suspension } from "#lib/model/suspension";
import { refusalWords, suspicionSentence } from "./suspension-words";

const key: RefusedKey = {
  ...{
    credential: "f00d",
    last4: "wxyz",
    integration: null,
    lastSuccessAtMs: 1,
    refusedSinceMs: 2,
    lastRefusedAtMs: 3,
  },
  ...{ refusals: 12, statuses: [401, 403], routes: ["GET /locks", "GET /users"], errorCode: null, errorMessage: null },
  lastCallId: "call 1",
};
const suspension = (changes: Partial<Suspension>): Suspension => ({
  ...{ sinceMs: 2, signs: ["forbidden"], keys: [key], workingKeys: 0 },
  ...changes,
});

test.each<[Suspension, string]>([
  [
    suspension({}),
    "A key that worked is refused wherever it was used: it is answered 403, and no other key has worked since.",
  ],
  [
    suspension({ keys: [key, key], signs: ["several_keys"], workingKeys: 1 }),
    "Keys that worked are refused wherever they were used: several keys that worked are refused at once. Against it: 1\u00a0other key worked since.",
  ],
  [
    suspension({ keys: [key, key], signs: ["forbidden", "kisi_says_so"] }),
    "Keys that worked are refused wherever they were used: they are answered 403, and no other key has worked since; Kisi's answer speaks of a suspension.",
  ],
])("%#: why it is suspected", (suspected, sentence) => {
  expect(suspicionSentence(suspected)).toBe(sentence);
});

test("what a key was answered", () => {
  expect(refusalWords(key)).toBe("401 and 403, 12\u00a0times on 2\u00a0routes");
});

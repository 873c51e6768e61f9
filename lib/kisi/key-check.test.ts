import { expect, test } from "vitest";
import type { KisiClient, KisiResult } from "#lib/kisi/client";
import { checkKisiKey } from "#lib/kisi/key-check";

type Call = Parameters<KisiClient["send"]>[0];

const key = "0123456789abcdef";
const context = { upstream: "https://api.kisi.io", partner: { identifier: "acme", contact: null } };
const head = { callId: "call-1", latencyMs: 12.4, headers: [], attempts: 1, heldBackMs: 0 };

function scripted(result: KisiResult) {
  const calls: Call[] = [];
  const send = async (call: Call) => {
    calls.push(call);
    return result;
  };
  return { calls, kisi: { send } };
}

function answer(status: number, value: unknown = null): KisiResult {
  return { ...head, kind: "answer", status, body: { kind: "json", value }, collectionRange: null };
}

test("asks once, for the key's own user, without retries", async () => {
  const { kisi, calls } = scripted(answer(200));
  await checkKisiKey(kisi, key, context);
  expect(calls).toEqual([
    {
      operationId: "fetchCurrentUser",
      authorization: { scheme: "KISI-LOGIN", secret: key },
      partner: context.partner,
      source: "console",
      integration: null,
      retriesMax: 0,
      deadlineMs: 15_000,
    },
  ]);
});

const jane = { name: "Jane Doe", email: "jane@acme.example", organization: { name: "Acme" } };

test.each<[string, KisiResult, boolean, string]>([
  ["a name", answer(200, jane), true, "Kisi accepts the key of Jane Doe, Acme (12 ms)."],
  ["an e-mail only", answer(200, { email: "jane@acme.example" }), true, "of jane@acme.example (12 ms)"],
  ["no name", answer(200, "what?"), true, "Kisi accepts the key (12 ms)."],
  ["401", answer(401, { code: "afc516" }), false, "refuses this key (401)"],
  ["403", answer(403), false, "may not read its own user"],
  ["404", answer(404), false, "Check KISI_BASE_URL"],
  ["429", answer(429), false, "slow down"],
  ["503", answer(503), false, "Nothing is wrong with the key"],
  ["a broken body", { ...head, kind: "cut_off", status: 200, cause: null }, false, "broke off"],
  [
    "no connection",
    { ...head, kind: "no_answer", networkError: "refused", timedOut: false, outcomeUnknown: false },
    false,
    "api.kisi.io cannot be reached (refused)",
  ],
  [
    "no answer in time",
    { ...head, kind: "no_answer", networkError: "head_timeout", timedOut: true, outcomeUnknown: true },
    false,
    "did not answer in time",
  ],
  [
    "the breaker",
    { ...head, kind: "blocked", reason: "breaker", retryAfterMs: 29_001 },
    false,
    "the breaker held it back. Try again in 30 s",
  ],
])("says what %s means", async (_, result, isAccepted, words) => {
  const check = await checkKisiKey(scripted(result).kisi, key, context);
  expect(check).toMatchObject({ isAccepted, callId: "call-1" });
  expect(check.message).toContain(words);
});

test("an answer that echoes the key does not bring it onto the page", async () => {
  const check = await checkKisiKey(scripted(answer(200, { name: `I am ${key}` })).kisi, key, context);
  expect(check.message).toBe("Kisi accepts the key of I am … (12 ms).");
});

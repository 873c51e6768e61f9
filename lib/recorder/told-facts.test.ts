import { expect, test } from "vitest";
import { createFingerprint } from "#lib/kisi/fingerprint";
import type { ToldFacts } from "#lib/model/ingest";
import type { ObservedAttempt } from "#lib/outbound/exchange";
import { observedAttempt } from "#lib/recorder/attempt-fixture";
import { createRecorder, type RecorderLoss } from "#lib/recorder/recorder";

const key = "9f3ac2d1e0b7485f9a6cd0aa41e2b8f7";
const fingerprint = createFingerprint(new Uint8Array(32).fill(1));
const nothingTold: ToldFacts = {
  startedAtMs: 0,
  toldStartedAtMs: 0,
  errorCode: null,
  errorMessage: null,
  credential: null,
};
const bare = { responseHeaders: [], responseBody: "" };

function redact(told: Partial<ToldFacts>, observed: ObservedAttempt = observedAttempt(bare)) {
  const losses: RecorderLoss[] = [];
  const recorder = createRecorder({
    writer: { record: () => Promise.reject(new Error("nothing is to be recorded")) },
    fingerprint,
    knownSecrets: () => [],
    onLoss: (loss) => losses.push(loss),
  });
  const attempt = recorder.redact(observed, { ...nothingTold, ...told });
  expect(losses).toEqual([]);
  return attempt;
}

test.each([
  ["a key", key, fingerprint(key)],
  ["a key behind its scheme", `KISI-LOGIN ${key}`, fingerprint(key)],
  ["a short key, whose end would say too much", "f00-bar", fingerprint("f00-bar")],
  ["the fingerprint of a key", fingerprint(key).id, { id: fingerprint(key).id, last4: null }],
  ["capital letters, which no fingerprint has", "0123456789ABCDEF", fingerprint("0123456789ABCDEF")],
  ["nothing", null, { id: null, last4: null }],
])("a credential told as %s", (_, credential, { id, last4 }) => {
  expect(redact({ credential })).toMatchObject({ credential: id, credentialLast4: last4 });
});

test("the key that was sent goes before the one that was told", () => {
  const observed = observedAttempt({ requestHeaders: ["Authorization", `KISI-LOGIN ${key}`] });
  expect(redact({ credential: "another-key-that-is-long" }, observed).credential).toBe(fingerprint(key).id);
});

test("which partner headers were sent is not known from what others tell", () => {
  expect(redact({}).partnerHeaders).toBeNull();
});

test("a told key is nowhere, however it is echoed", () => {
  const path = `/locks?q=${key}`;
  const responseBody = { error: `no such key: ${Buffer.from(`x:${key}:y`).toString("base64")}` };
  const errorMessage = `rejected ${key.toUpperCase()}`;
  const attempt = redact(
    { credential: key, errorMessage, errorCode: key },
    observedAttempt({ path, responseHeaders: ["X-Request-Id", key], responseBody }),
  );
  expect(JSON.stringify(attempt).toLowerCase()).not.toContain(key);
  expect(JSON.stringify(attempt)).not.toContain(Buffer.from(key).toString("base64").slice(4, 20));
});

test.each([
  ["plain words", "read ECONNRESET", "read ECONNRESET"],
  ["an address", "user jane@example.com is unknown", "user [redacted] is unknown"],
  ["a key of its own", "bad header Authorization: KISI-LOGIN abcdefgh12345678", "bad header Authorization: [redacted]"],
  ["line breaks and marks that show nothing", "one\r\ntwo\u202e", "one two\\u202e"],
  ["too much", "word ".repeat(200), `${"word ".repeat(99)}word…`],
])("a told message with %s", (_, errorMessage, shown) => {
  expect(redact({ errorMessage }).errorMessage).toBe(shown);
});

test.each([
  ["afc516", "afc516"],
  ["java.net.UnknownHostException", "java.net.UnknownHostException"],
  ["ERR_HTTP2_STREAM_ERROR", "ERR_HTTP2_STREAM_ERROR"],
  [key, null],
])("the told code %s is %s", (errorCode, shown) => {
  expect(redact({ errorCode }).errorCode).toBe(shown);
});

test("what the answer itself says goes before what is told of it", () => {
  const observed = observedAttempt({ responseBody: { code: "afc516", error: "Not allowed" } });
  const told = { errorCode: "E_HTTP", errorMessage: "Request failed" };
  expect(redact(told, observed)).toMatchObject({ errorCode: "afc516", errorMessage: "Not allowed" });
  expect(redact(told)).toMatchObject(told);
});

test("what a clock that is ahead said is kept, also where the rest cannot be redacted", () => {
  expect(redact({ startedAtMs: 5, toldStartedAtMs: 5 }).toldStartedAtMs).toBeNull();
  expect(redact({ startedAtMs: 5, toldStartedAtMs: 900_000 }).toldStartedAtMs).toBe(900_000);
  const broken = createRecorder({
    writer: { record: async () => undefined },
    fingerprint,
    knownSecrets: () => {
      throw new Error("nobody knows");
    },
    onLoss: () => undefined,
  });
  const told = { ...nothingTold, toldStartedAtMs: 900_000 };
  expect(broken.redact(observedAttempt(bare), told)).toMatchObject({ toldStartedAtMs: 900_000, path: "[redacted]" });
});

test("no exchange is kept where none was told", () => {
  expect(redact({}).exchange).toBeNull();
  expect(redact({}, observedAttempt({ responseHeaders: ["Date", "x"] })).exchange).not.toBeNull();
});

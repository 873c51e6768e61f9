import { expect, test } from "vitest";
import { createFingerprint } from "#lib/kisi/fingerprint";
import type { Attempt } from "#lib/model/attempt";
import { type ObservedInput, observedAttempt } from "#lib/recorder/attempt-fixture";
import { canaries, everything, expectNoCanary, leakyExchange, textOf } from "#lib/recorder/leaky-exchange-fixture";
import { createRecorder, type RecorderLoss, type RecorderOptions } from "#lib/recorder/recorder";

function setUp(options: Partial<RecorderOptions> = {}) {
  const written: Attempt[] = [];
  const losses: RecorderLoss[] = [];
  const recorder = createRecorder({
    writer: { record: async (attempts) => void written.push(...attempts) },
    fingerprint: createFingerprint(new Uint8Array(32).fill(1)),
    knownSecrets: () => [],
    onLoss: (loss) => losses.push(loss),
    ...options,
  });
  return { recorder, written, losses };
}

test.each<[string, ObservedInput]>([
  ["a 422", {}],
  ["a 500", { status: 500, outcome: "server_error" }],
  ["a lost connection", { status: null, outcome: "network_error", networkError: "reset" }],
  ["a success", { status: 200, outcome: "success" }],
  ["an aborted attempt", { status: null, outcome: "aborted" }],
  ["a blocked call", { status: null, outcome: "blocked", blockedReason: "pacer", attempt: 0 }],
  ["a body cut at 300 bytes", { responseBodyBytes: 1_000_000 }],
  ["a text body", { responseBody: everything, responseHeaders: ["Content-Type", "text/plain"] }],
  ["an HTML body", { responseBody: `<title>${everything}</title>` }],
  ["a form", { requestBody: `password=${encodeURIComponent(canaries.password)}&x=${canaries.custom}` }],
  [
    "a multipart body",
    { requestBody: `--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n${everything}\r\n--b--` },
  ],
  ["JSON followed by more", { responseBody: `{"a":"${canaries.custom}"} ${everything}` }],
])("S11: %s leaves no secret in the row", async (_, input) => {
  const { recorder, written, losses } = setUp({ knownSecrets: () => [canaries.stored, canaries.gateway] });
  const observed = leakyExchange(input);
  await recorder.observe(observed);
  expect(losses).toEqual([]);
  expect(written).toHaveLength(1);
  for (const attempt of written) expectNoCanary(textOf(attempt));
});

test("S11: neither does a body that was cut anywhere", async () => {
  const { recorder, written } = setUp({ knownSecrets: () => [canaries.stored, canaries.gateway] });
  const whole = leakyExchange();
  for (let bytes = 1; bytes < whole.responseBody.length; bytes += 37) {
    await recorder.observe({ ...whole, responseBody: whole.responseBody.subarray(0, bytes) });
  }
  expect(written.length).toBeGreaterThan(50);
  for (const attempt of written) expectNoCanary(textOf(attempt));
});

test("resolves once the row is durable, not before", async () => {
  let commit = () => {};
  const { recorder } = setUp({ writer: { record: () => new Promise((resolve) => (commit = resolve)) } });
  let done = false;
  const observing = recorder.observe(observedAttempt()).then(() => (done = true));
  await new Promise((resolve) => setImmediate(resolve));
  expect(done).toBe(false);
  commit();
  await observing;
  expect(done).toBe(true);
});

test("a store that fails is reported and counted, and rejects for the loop to see", async () => {
  const cause = new Error("disk full");
  const { recorder, losses } = setUp({ writer: { record: () => Promise.reject(cause) } });
  await expect(recorder.observe(observedAttempt())).rejects.toBe(cause);
  expect(losses).toEqual([{ kind: "store", callId: observedAttempt().request.callId, attempt: 1, cause }]);
  expect(recorder.losses()).toEqual({ redaction: 0, store: 1 });
});

test.each<[string, Partial<RecorderOptions>]>([
  ["asking for known secrets", { knownSecrets: () => thrower() }],
  ["naming the key", { fingerprint: () => thrower() }],
])("an error while %s loses no attempt and stores nothing that was not redacted", async (_, options) => {
  const { recorder, written, losses } = setUp(options);
  await recorder.observe(leakyExchange());
  expect(written).toMatchObject([
    {
      status: 422,
      outcome: "client_error",
      route: "POST /controllers/{token}/assign",
      path: "[redacted]",
      exchange: null,
    },
  ]);
  for (const attempt of written) expectNoCanary(textOf(attempt));
  expect(recorder.losses()).toEqual({ redaction: 1, store: 0 });
  expect(losses).toMatchObject([{ kind: "redaction", attempt: 1 }]);
  const cause = losses[0]?.cause;
  expect(cause).toBeInstanceOf(Error);
  expect(`${cause instanceof Error ? `${cause.message}${cause.stack}${cause.cause}` : ""}`).not.toMatch(/c4nary/i);
  expect(cause).toMatchObject({ message: "redaction failed: SyntaxError" });
});

test("keeps the bare facts of an unknown route without its words", async () => {
  const { recorder, written } = setUp({ knownSecrets: () => thrower() });
  await recorder.observe(observedAttempt({ method: "brew", path: "/some/secretword" }));
  expect(written).toMatchObject([{ method: "BREW", route: "BREW /{unknown}", path: "[redacted]" }]);
});

/** As a parser would: its message quotes the secret. */
function thrower(): never {
  throw new SyntaxError(`Unexpected token in "${canaries.key}"`);
}

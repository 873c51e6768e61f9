import { expect, test } from "vitest";
import { createFingerprint } from "#lib/kisi/fingerprint";
import type { Attempt } from "#lib/model/attempt";
import type { ObservedAttempt } from "#lib/outbound/exchange";
import { type ObservedInput, observedAttempt } from "#lib/recorder/observed-attempt.fixture";
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

const canaries = {
  key: "C4naryKey-1b7d9f3e5a20",
  basicPassword: "C4nary Basic 77 pass",
  cookie: "C4naryCookie_42a8",
  signature: "c4nar0516f00d99887766554433221100",
  custom: "C4naryCustom-99-zyxw",
  password: 'C4nary "pass/word" ü 5',
  otp: "90917263",
  pathToken: "C4naryPathToken7",
  queryToken: "C4naryQuery+Token/8=",
  unknownQuery: "c4naryfoobar0000001",
  backup: "C4nary-backup-0001",
  gateway: "ajar_C4naryGateway0123456789",
  stored: "C4naryStoredKey_abcdef0123",
} as const;

/** What only the answer holds, so it can be known only if the answer was read. */
const answered = { setCookie: "C4narySetCookie_93bd", secret: "C4naryNewSecret_e1e2e3" };

const everything = Object.values(canaries).join(" ; ");
const encoded = Object.values(canaries).flatMap((secret) => [
  encodeURIComponent(secret),
  Buffer.from(secret).toString("base64"),
  Buffer.from(`Bearer ${secret}`).toString("base64"),
  Buffer.from(`id:${secret}:x`).toString("base64url"),
  Buffer.from(secret).toString("hex"),
  JSON.stringify(secret),
]);

/** S11: an exchange with a secret in every place that can hold one, each echoed in every other. */
function leakyExchange(input: ObservedInput = {}): ObservedAttempt {
  const basic = Buffer.from(`client:${canaries.basicPassword}`).toString("base64");
  return observedAttempt({
    method: "POST",
    path: `/controllers/${canaries.pathToken}/assign?token=${encodeURIComponent(canaries.queryToken)}&foo=${canaries.unknownQuery}&limit=5&place_id=${encodeURIComponent(canaries.key)}`,
    requestHeaders: [
      ...["Authorization", `KISI-LOGIN ${canaries.key}, Basic ${basic}`, "Cookie", `a=${canaries.cookie}; b=1`],
      ...[
        "X-Signature",
        `sha256=${canaries.signature}`,
        "X-Custom",
        canaries.custom,
        "User-Agent",
        `app (${canaries.key})`,
      ],
      ...["Content-Type", "application/json", "X-Request-Id", canaries.custom, "Accept", everything],
    ],
    requestBody: {
      user: { email: "c4nary@example.com", password: canaries.password, otp_attempt: Number(canaries.otp) },
      note: `Bearer ${canaries.key}`,
      nested: JSON.stringify({ backup_codes: [canaries.backup] }),
      url: `https://example.com/kisi/t/${canaries.gateway}/locks`,
      echo: [everything, ...encoded],
    },
    responseHeaders: [
      ...["Content-Type", `application/json; x=${canaries.key}`, "Set-Cookie", `sid=${answered.setCookie}; Path=/`],
      ...["X-Request-Id", canaries.stored, "Sunset", everything, "Deprecation", canaries.key, "Location", everything],
      ...[`X-${canaries.key}`, "1"],
    ],
    responseBody: {
      code: canaries.key,
      error: `Wrong: ${everything}`,
      errors: { email: [everything], [canaries.key]: ["is taken"], password: [`${answered.secret} is weak`] },
      login: { secret: answered.secret, scram_credentials: { salt: answered.secret } },
      echo: encoded,
      [everything]: { deep: [[[everything]]] },
      also: `${answered.secret} ${answered.setCookie}`,
    },
    ...input,
  });
}

function expectNoCanary(attempt: Attempt): void {
  // JSON twice, so that neither escaped nor unescaped quotes hide a canary from the search.
  const text = [JSON.stringify(attempt), ...strings(attempt)].join("\n").toLowerCase();
  expect(text).not.toContain("c4nar");
  for (const secret of Object.values({ ...canaries, ...answered })) {
    const bytes = Buffer.from(secret);
    const spellings = [secret, encodeURIComponent(secret), bytes.toString("base64"), bytes.toString("base64url")];
    for (const spelling of [...spellings, bytes.toString("hex"), JSON.stringify(secret).slice(1, -1)]) {
      expect(text).not.toContain(spelling.toLowerCase());
    }
    // The invariant part of base64 at any alignment: all but its first and last three bytes.
    for (const before of [0, 1, 2]) {
      const core = Buffer.concat([Buffer.alloc(before), bytes])
        .toString("base64")
        .slice(4, -4)
        .toLowerCase();
      expect(text).not.toContain(core);
    }
  }
}

function strings(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(strings) : [];
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
  for (const attempt of written) expectNoCanary(attempt);
});

test("S11: neither does a body that was cut anywhere", async () => {
  const { recorder, written } = setUp({ knownSecrets: () => [canaries.stored, canaries.gateway] });
  const whole = leakyExchange();
  for (let bytes = 1; bytes < whole.responseBody.length; bytes += 37) {
    await recorder.observe({ ...whole, responseBody: whole.responseBody.subarray(0, bytes) });
  }
  expect(written.length).toBeGreaterThan(50);
  for (const attempt of written) expectNoCanary(attempt);
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
  for (const attempt of written) expectNoCanary(attempt);
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

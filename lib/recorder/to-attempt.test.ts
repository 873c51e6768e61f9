import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { createCredentialReader } from "#lib/kisi/credential-reader";
import { createFingerprint } from "#lib/kisi/fingerprint";
import { type Attempt, attemptSchema } from "#lib/model/attempt";
import type { Outcome } from "#lib/model/outcome";
import { type ObservedInput, observedAttempt } from "#lib/recorder/attempt-fixture";
import { needlesOf } from "#lib/recorder/needles";
import { toAttempt } from "#lib/recorder/to-attempt";

const key = "9f8e7d6c5b4a39281706f5e4d3c2b1a0";
const authorization = ["Authorization", `KISI-LOGIN ${key}`];
const credentialOf = createCredentialReader(createFingerprint(new Uint8Array(32)));

function attemptOf(input: ObservedInput, ...knownSecrets: readonly string[]): Attempt {
  const attempt = toAttempt(observedAttempt(input), {
    credentialOf,
    knownSecrets,
    needlesOfKey: needlesOf,
    shapeOf: () => null,
  });
  return attemptSchema.parse(attempt);
}

test("takes over every fact as it was observed", () => {
  const observed = observedAttempt({ retryAfterMs: 2_000, waitedMs: 500, attempt: 2 });
  const { request, responseHeaders, responseBody, responseBodyBytes, hold: _, ...facts } = observed;
  expect(attemptOf({ retryAfterMs: 2_000, waitedMs: 500, attempt: 2 })).toMatchObject({
    ...facts,
    callId: request.callId,
    method: "GET",
    route: "GET /locks/{id}",
    path: "/locks/12",
    source: "gateway",
    integration: "sync",
  });
});

test("names the failure by the fields of a 422, whatever was hidden in the answer", () => {
  const responseBody = { errors: { email: [`${key} is taken`], "role.0": ["is wrong"] } };
  const { failure } = attemptOf({ requestHeaders: authorization, responseBody });
  expect(failure).toEqual({ fingerprint: '[1,422,null,"email","role.*"]', fields: ["email", "role.*"] });
  expect(attemptOf({ outcome: "success", status: 200 }).failure).toBeNull();
});

test.each<[Outcome, number | null, boolean]>([
  ["success", 200, false],
  ["redirect", 302, false],
  ["client_error", 404, true],
  ["rate_limited", 429, true],
  ["server_error", 503, true],
  ["network_error", null, true],
  ["aborted", null, false],
  ["blocked", null, false],
])("of %s the exchange is kept: %s %s", (outcome, status, kept) => {
  const responseBody = { code: "afc516", error: "No." };
  const attempt = attemptOf({ outcome, status, requestBody: { a: 1 }, responseBody });
  expect(attempt.exchange !== null).toBe(kept);
  expect(attempt.errorCode).toBe(kept ? "afc516" : null);
  expect(attempt.errorMessage).toBe(kept ? "No." : null);
});

test("keeps of a failure what helps to understand it", () => {
  const attempt = attemptOf({
    method: "POST",
    path: "/users",
    requestHeaders: [...authorization, "Content-Type", "application/json", "X-Kisi-Integration-Contact", "a@b.com"],
    requestBody: { user: { email: "anna@example.com", send_emails: false, password: "hunter2hunter2" } },
    responseHeaders: ["Content-Type", "application/json", "Set-Cookie", "sid=abcdefgh; Path=/", "Date", "now"],
    responseBody: { errors: { email: ["can't be blank or invalid"], password: ["hunter2hunter2 is too weak"] } },
  });
  expect(attempt.errorCode).toBeNull();
  expect(attempt.errorMessage).toBe("email can't be blank or invalid; password [redacted] is too weak");
  expect(attempt.exchange).toEqual({
    requestHeaders: [
      ["Authorization", "[redacted]"],
      ["Content-Type", "application/json"],
      ["X-Kisi-Integration-Contact", "[redacted]"],
    ],
    requestBody: '{"user":{"email":"[redacted]","send_emails":false,"password":"[redacted]"}}',
    requestBodyBytes: 85,
    responseHeaders: [
      ["Content-Type", "application/json"],
      ["Set-Cookie", "[redacted]"],
      ["Date", "now"],
    ],
    responseBody: '{"errors":{"email":["can\'t be blank or invalid"],"password":["[redacted] is too weak"]}}',
    responseBodyBytes: 92,
  });
});

test.each([
  ["a Kisi key", `KISI-LOGIN ${key}`, "b1a0"],
  ["a short key", "KISI-LOGIN short", null],
  ["a pair, whose end is a password's", "Basic aWQtdGhhdC1pcy1sb25nOnBhc3M=", null],
  ["two at once", `KISI-LOGIN ${key}, Basic aWQ6cGFzcw==`, "b1a0"],
])("names %s", (_, header, last4) => {
  const { credential, credentialLast4 } = attemptOf({ requestHeaders: ["authorization", header] });
  expect(credential).toMatch(/^[0-9a-f]{16}$/);
  expect(credentialLast4).toBe(last4);
});

test("names the same key alike, and no key not at all", () => {
  const one = attemptOf({ requestHeaders: authorization }).credential;
  expect(attemptOf({ requestHeaders: ["authorization", `kisi-login  ${key}`] }).credential).toBe(one);
  expect(attemptOf({ requestHeaders: ["authorization", `KISI-LOGIN ${key}, Basic eDp5`] }).credential).toBe(one);
  expect(attemptOf({})).toMatchObject({ credential: null, credentialLast4: null });
});

test("tells which partner headers were sent, and nothing of what they say", () => {
  const contact = ["X-Kisi-Integration-Contact", "dev@acme.example"];
  const attempt = attemptOf({ outcome: "success", status: 200, requestHeaders: [...authorization, ...contact] });
  expect(attempt.partnerHeaders).toBe("contact");
  expect(JSON.stringify(attempt)).not.toContain("acme");
  expect(attemptOf({ requestHeaders: authorization }).partnerHeaders).toBe("none");
});

test("hides an echo of the key in the path and route of a success", () => {
  const plain = "correcthorsebatterystaple";
  const input = { outcome: "success", status: 200, path: `/nothing/${plain}?limit=${plain}` } as const;
  const attempt = attemptOf({ ...input, requestHeaders: ["authorization", `KISI-LOGIN ${plain}`] });
  expect(attempt).toMatchObject({ path: "/nothing/[redacted]?limit=[redacted]", route: "GET /nothing/[redacted]" });
  expect(attemptOf(input, plain).path).toBe("/nothing/[redacted]?limit=[redacted]");
});

test("hides an echo of what stood in the path", () => {
  const error = "abcdefgh, anna@x and %61bcdefgh";
  const attempt = attemptOf({
    method: "POST",
    path: "/cards/abcdefgh/activate_with_token?x=1",
    responseBody: { error },
  });
  expect(attempt.errorMessage).toBe("[redacted], anna@x and [redacted]");
  const encoded = attemptOf({ path: "/users/anna%20muster", responseBody: { error: "no anna muster" } });
  expect(encoded).toMatchObject({ path: "/users/[redacted]", errorMessage: "no [redacted]" });
});

test("never takes a word of a known route for a secret", () => {
  const attempt = attemptOf({ path: "/locks/12", requestBody: { pin: "locks" } });
  expect(attempt.route).toBe("GET /locks/{id}");
});

test("keeps Deprecation and Sunset, cleaned", () => {
  const responseHeaders = ["Deprecation", "@1767225600", "Sunset", `soon ${key}`];
  expect(attemptOf({ responseHeaders, outcome: "success", requestHeaders: authorization })).toMatchObject({
    deprecation: "2026-01-01T00:00:00.000Z",
    sunset: "soon [redacted]",
  });
});

test.each([
  ["HTML", "text/html", "<html><title>502 Bad Gateway</title></html>", "502 Bad Gateway"],
  ["plain words", "text/plain", "upstream connect error", "upstream connect error"],
  ["a text that may be anything", "text/plain", "key 0a1b2c3d", null],
  ["JSON with a tail", "application/json", '{"error":"a1b2c3"} x', null],
  ["nothing", "application/json", "", null],
  ["a bare string", "application/json", '"a1b2c3"', null],
  ["bytes", "application/octet-stream", Buffer.from([0xff, 0x00, 0x80]), null],
])("of %s no body is kept", (_, type, responseBody, message) => {
  const attempt = attemptOf({
    status: 502,
    outcome: "server_error",
    responseBody,
    responseHeaders: ["Content-Type", type],
  });
  expect(attempt.exchange).toMatchObject({ responseBody: null, responseBodyBytes: Buffer.from(responseBody).length });
  expect(attempt.errorMessage).toBe(message);
});

test("reads a compressed failure, and keeps the size of garbage", () => {
  const responseHeaders = ["Content-Encoding", "gzip"];
  const packed = attemptOf({
    responseBody: gzipSync(JSON.stringify({ code: "afc516", secret: key })),
    responseHeaders,
  });
  expect(packed).toMatchObject({
    errorCode: "afc516",
    exchange: { responseBody: '{"code":"afc516","secret":"[redacted]"}' },
  });
  const garbage = attemptOf({ responseBody: "no gzip", responseHeaders });
  expect(garbage).toMatchObject({ errorCode: null, exchange: { responseBody: null, responseBodyBytes: 7 } });
});

test("keeps of a body that was cut only what is whole", () => {
  const attempt = attemptOf({
    requestHeaders: authorization,
    responseBody: `{"code":"afc516","error":"Wrong.","list":[1,2],"echo":"${key.slice(0, 20)}`,
    responseBodyBytes: 100_000,
  });
  expect(attempt).toMatchObject({ errorCode: "afc516", errorMessage: "Wrong." });
  expect(attempt.exchange?.responseBody).toBe('{"code":"afc516","error":"Wrong.","list":[1,2],"…":"…"}');
  const noise = Array.from({ length: 30_000 }, (_, n) => ({ id: (n * 2_654_435_761) >>> 7 }));
  const packed = gzipSync(JSON.stringify({ code: "afc516", noise })).subarray(0, 60_000);
  const lost = {
    outcome: "network_error",
    networkError: "reset",
    responseHeaders: ["Content-Encoding", "gzip"],
  } as const;
  expect(attemptOf({ ...lost, responseBody: packed }).errorCode).toBe("afc516");
  const reset = attemptOf({ outcome: "network_error", networkError: "reset", responseBody: '{"a":1,"b":"c' });
  expect(reset.exchange?.responseBody).toBe('{"a":1,"…":"…"}');
});

test("cuts bodies at 4 KiB after hiding, and reads the code behind the cut", () => {
  const filler = Array.from({ length: 300 }, (_, id) => ({ id, name: `Door ${id}` }));
  for (let shift = 0; shift < 60; shift++) {
    const body = { pad: "x".repeat(4_000 + shift), echo: `a ${key} b`, filler, code: "afc516", error: "No." };
    const attempt = attemptOf({ requestHeaders: authorization, responseBody: body, requestBody: body });
    expect(attempt).toMatchObject({ errorCode: "afc516", errorMessage: "No." });
    for (const kept of [attempt.exchange?.requestBody ?? "", attempt.exchange?.responseBody ?? ""]) {
      expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(4_096);
      expect(() => JSON.parse(kept)).not.toThrow();
      expect(kept).not.toContain(key.slice(0, 8));
    }
  }
});

test("a form is kept by its harmless parameters", () => {
  const requestHeaders = ["Content-Type", "application/x-www-form-urlencoded"];
  const requestBody = "grant_type=password&username=anna&password=hunter2hunter2&place_id=3";
  const attempt = attemptOf({ requestHeaders, requestBody, responseBody: { error: "hunter2hunter2?" } });
  expect(attempt.exchange?.requestBody).toBe("grant_type=password&username=[redacted]&password=[redacted]&place_id=3");
  expect(attempt.errorMessage).toBe("[redacted]?");
});

test.each([
  ["multipart", '--x\r\nContent-Disposition: form-data; name="password"\r\n\r\nhunter22\r\n--x--'],
  ["JSON that ends too early", '{"password":"hunter22'],
  ["too many secrets", { tokens: Array.from({ length: 300 }, (_, n) => `token number ${n}`), password: "hunter22" }],
  ["more than is looked through", { pad: "x".repeat(1_100_000), password: "hunter22" }],
])("if the request is %s, no body is kept and only plain words of the message", (_, requestBody) => {
  const echo = attemptOf({
    requestBody,
    responseBody: { code: "afc516", error: "hunter22 is wrong", echo: "hunter22" },
  });
  expect(echo).toMatchObject({
    errorCode: "afc516",
    errorMessage: null,
    exchange: { requestBody: null, responseBody: null },
  });
  const plain = attemptOf({ requestBody, responseBody: { code: "afc516", error: "Something is wrong." } });
  expect(plain.errorMessage).toBe("Something is wrong.");
});

test("hides what the request says of people where the answer repeats it", () => {
  const user = { name: "Anna Muster", email: "anna@example.com", phone: "5551234", latitude: 47.123 };
  const error = "Anna Muster (5551234) near 47.123 is no member";
  const attempt = attemptOf({
    requestBody: { user, place_id: 12 },
    responseBody: { error, errors: { name: [error] } },
  });
  expect(attempt.errorMessage).toBe("[redacted] ([redacted]) near [redacted] is no member");
  expect(JSON.stringify(attempt)).not.toMatch(/anna|5551234|47\.123/i);
});

test("texts are one line, capped, and show what they hold", () => {
  const error = `a\r\n\u001b[31m\u202e${"b ".repeat(1_000)}`;
  const { errorMessage } = attemptOf({ responseBody: { error } });
  expect(errorMessage).toMatch(/^a \[31m (?:b )+/);
  expect(errorMessage?.length).toBeLessThanOrEqual(500);
});

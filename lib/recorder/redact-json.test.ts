import fc from "fast-check";
import { expect, test } from "vitest";
import { needlesOf } from "#lib/recorder/needles";
import { redactJson } from "#lib/recorder/redact-json";
import type { RedactionMode } from "#lib/recorder/redaction";
import { createScrubber } from "#lib/recorder/scrubber";

const wide = { bytesMax: 1_000_000 };
const canary = "C4nary-7f3e9b2d!Zürich";

function redact(value: unknown, mode: RedactionMode = "stored", ...secrets: readonly string[]): unknown {
  const scrub = createScrubber(secrets.flatMap(needlesOf));
  return JSON.parse(redactJson(JSON.stringify(value), { mode, scrub }, wide) ?? "null");
}

const x = "[redacted]";

test.each([
  // Kisi's own places for secrets.
  [
    {
      login: { type: "api", name: "sync", expire: false, email: "a@b.com" },
      user: { domain: "acme", password: "p", otp_attempt: "123456" },
    },
    {
      login: { type: "api", name: "sync", expire: false, email: x },
      user: { domain: "acme", password: x, otp_attempt: x },
    },
  ],
  [
    {
      id: 7,
      secret: "s",
      authentication_token: "s",
      scram_credentials: { salt: "s", keys: ["k"] },
      otp_required_for_login: true,
    },
    { id: 7, secret: x, authentication_token: x, scram_credentials: x, otp_required_for_login: true },
  ],
  [
    {
      group_link: {
        group_id: 3,
        name: "Anna",
        phone: "5551234",
        quick_response_code_type: "online",
        link_enabled: true,
      },
    },
    { group_link: { group_id: 3, name: x, phone: x, quick_response_code_type: "online", link_enabled: true } },
  ],
  [
    { id: 1, secret: null, quick_response_code_token: "t", quick_response_code_image: "iVBOR", valid_from: null },
    { id: 1, secret: null, quick_response_code_token: x, quick_response_code_image: x, valid_from: null },
  ],
  [
    { card: { type: "mifare_desfire", token: "t", uid: "04a2", card_number: 12345 } },
    { card: { type: "mifare_desfire", token: x, uid: x, card_number: x } },
  ],
  [
    { backup_codes: ["a1", "b2"], otp_secret: "JBSW" },
    { backup_codes: x, otp_secret: x },
  ],
  [
    { signed_upload_url: "https://s3.example.com/x?X-Amz-Signature=00", file_name: "users.csv" },
    { signed_upload_url: x, file_name: "users.csv" },
  ],
  [{ video_link: "https://v.example.com/1" }, { video_link: x }],
  [
    { links: ["https://a.example.com"], cards: [{ id: 1, status: "activated" }] },
    { links: [x], cards: [{ id: 1, status: "activated" }] },
  ],
  [
    { lock: { proximity_proof: "p" }, context: { location: { latitude: 47.1, longitude: 8.5 } } },
    { lock: { proximity_proof: x }, context: { location: { latitude: x, longitude: x } } },
  ],
  [
    { integration: { name: "hook", type: "event_webhook", url: "https://a.example.com/h", signature_key: "k" } },
    { integration: { name: "hook", type: "event_webhook", url: "https://a.example.com/h", signature_key: x } },
  ],
  // What is no secret.
  [
    { code: "afc516", error: "Wrong email address or password." },
    { code: "afc516", error: "Wrong email address or password." },
  ],
  [
    {
      id: 1,
      place_id: 2,
      lock_ids: [3, 4],
      name: "Front door",
      resource_type: "Lock",
      big: 1.5e10,
      at: "2026-01-31T12:00:00Z",
    },
    {
      id: 1,
      place_id: 2,
      lock_ids: [3, 4],
      name: "Front door",
      resource_type: "Lock",
      big: 1.5e10,
      at: "2026-01-31T12:00:00Z",
    },
  ],
  [
    { token_type: "bearer", card_assignment_id: 5, key: "place" },
    { token_type: "bearer", card_assignment_id: 5, key: "place" },
  ],
  [
    { token_type: "0a1b2c3d", key: "0123456789abcdef" },
    { token_type: x, key: x },
  ],
  [{ request_id: "0123456789abcdef0123456789abcdef" }, { request_id: "0123456789abcdef0123456789abcdef" }],
  [{ data: "0123456789abcdef0123456789abcdef" }, { data: x }],
  // Texts.
  [{ note: "sent Bearer abc to anna@example.com" }, { note: `sent Bearer ${x} to ${x}` }],
  [{ log: '{"password":"p","id":1}' }, { log: `{"password":"${x}","id":1}` }],
  [{ log: '[{"log":"{\\"token\\":\\"t\\"}"}]' }, { log: `[{"log":"{\\"token\\":\\"${x}\\"}"}]` }],
  [{ log: 'near {"password":"p' }, { log: `near {"password":${x}` }],
  [{ "anna@example.com": 1, "0123456789abcdef0123456789abcdef": 2 }, { [x]: 2 }],
  [{ number: 4111111111111111 }, { number: x }],
  [
    { empty: "", password: "", token: [], secret: {} },
    { empty: "", password: "", token: x, secret: x },
  ],
])("%j is kept as %j", (value, kept) => {
  expect(redact(value)).toEqual(kept);
});

test("keeps the messages of a 422 about any field, if they are words", () => {
  const errors = {
    email: ["can't be blank or invalid", "anna@example.com is taken"],
    password: ["is too short (minimum is 8 characters)", "hunter2 is too weak"],
    user: { token: ["0a1b2c is not valid", "can't be blank", 5] },
    name: ["Anna2 is taken"],
    secret: { reason: "0a1b2c is not valid", hint: "can't be blank" },
  };
  expect(redact({ errors })).toEqual({
    errors: {
      email: ["can't be blank or invalid", "[redacted] is taken"],
      password: ["is too short (minimum is 8 characters)", x],
      user: { token: [x, "can't be blank", x] },
      name: ["Anna2 is taken"],
      secret: { reason: x, hint: "can't be blank" },
    },
  });
  expect(redact({ data: { errors: { password: "can't be blank" } } })).toEqual({ data: { errors: { password: x } } });
});

test("shows people on screen, and no secret", () => {
  const value = {
    user: { name: "Anna", email: "a@b.com", password: "p" },
    cards: [{ token: "t", latitude: 4 }],
    log: "a@b.com",
  };
  expect(redact(value, "screen")).toEqual({
    user: { name: "Anna", email: "a@b.com", password: x },
    cards: [{ token: x, latitude: 4 }],
    log: "a@b.com",
  });
});

test("hides known secrets in keys, strings and numbers", () => {
  expect(redact({ [`a ${canary}`]: `b ${canary}`, n: [12345678] }, "stored", canary, "12345678")).toEqual({
    [`a ${x}`]: `b ${x}`,
    n: [x],
  });
});

test.each([
  ['{"a":1,"password":"hun', '{"a":1,"…":"…"}'],
  ['{"a":[1,2,{"b":"c"', '{"a":[1,2,{"b":"c","…":"…"}]}'],
  ['{"a":12', '{"…":"…"}'],
  ['{"password":{"a":"b"', '{"password":"[redacted]","…":"…"}'],
  ['["x', '["…"]'],
  ["[", '["…"]'],
  ["{}", "{}"],
  [' {"big":12345678901234567890.10} ', '{"big":12345678901234567890.10}'],
  ['{"a":1,"a":2}', '{"a":1,"a":2}'],
  ['{"a":1} trailing', null],
  ['{"a":hunter2}', null],
])("of the text %j stays %j", (text, kept) => {
  expect(redactJson(text, { mode: "stored", scrub: (same) => same }, wide)).toBe(kept);
});

test("writes within its budget, and whole JSON whatever was cut", () => {
  fc.assert(
    fc.property(
      fc.array(fc.jsonValue()),
      fc.integer({ min: 64, max: 400 }),
      fc.constantFrom("", "  "),
      (value, bytesMax, indent) => {
        const text =
          redactJson(JSON.stringify(value), { mode: "stored", scrub: (same) => same }, { bytesMax, indent }) ?? "";
        expect(JSON.parse(text)).toBeInstanceOf(Array);
        if (indent === "") expect(Buffer.byteLength(text)).toBeLessThanOrEqual(bytesMax);
      },
    ),
  );
  const long =
    redactJson(JSON.stringify(["é".repeat(5_000)]), { mode: "stored", scrub: (same) => same }, { bytesMax: 4_096 }) ??
    "";
  expect(Buffer.byteLength(long)).toBeLessThanOrEqual(4_096);
  expect(Buffer.byteLength(long)).toBeGreaterThan(3_000);
  expect(JSON.parse(long)[0]).toMatch(/^é+…$/);
  const wider = redactJson(
    JSON.stringify(["é".repeat(3_000), 1]),
    { mode: "stored", scrub: (same) => same },
    { bytesMax: 4_096 },
  );
  expect(JSON.parse(wider ?? "")).toEqual([expect.stringMatching(/^é{1000,}…$/)]);
});

test("indents as JSON.stringify does", () => {
  const value = { a: [1, { b: [] }, "c"], d: {} };
  expect(redactJson(JSON.stringify(value), { mode: "screen", scrub: (same) => same }, { ...wide, indent: "  " })).toBe(
    JSON.stringify(value, null, 2),
  );
});

test("changes nothing in JSON that holds nothing", () => {
  const plain = fc.oneof(fc.integer(), fc.boolean(), fc.constantFrom(null, "Front door", "online", "2026-01-31", ""));
  const key = fc.constantFrom("id", "name", "place_id", "open", "description", "locks_count", "sort");
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof({ depthSize: "small" }, plain, fc.array(tie("tree")), fc.dictionary(key, tie("tree"))),
  }));
  fc.assert(
    fc.property(tree, (value) => {
      expect(redact([value])).toEqual([value]);
    }),
  );
});

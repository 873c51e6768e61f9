import { expect, test } from "vitest";
import { createFingerprint } from "#lib/kisi/fingerprint";

const fingerprint = createFingerprint(new Uint8Array(32).fill(7));
const secret = "0123456789abcdef0123456789abcdef";

test("names a secret alike each time, and differently under another key", () => {
  expect(fingerprint(secret)).toEqual({ id: expect.stringMatching(/^[0-9a-f]{16}$/), last4: "cdef" });
  expect(fingerprint(secret)).toEqual(fingerprint(secret));
  expect(fingerprint(secret).id).not.toBe(fingerprint(`${secret}0`).id);
  expect(fingerprint(secret).id).not.toBe(createFingerprint(new Uint8Array(32))(secret).id);
});

test("follows HMAC-SHA256 (RFC 4231, test case 2)", () => {
  const named = createFingerprint(Buffer.from("Jefe"))("what do ya want for nothing?");
  expect(named).toEqual({ id: "5bdcc146bf60754e", last4: "ing?" });
});

test.each([
  ["123456789012345", null],
  ["1234567890123456", "3456"],
  ["", null],
])("of %j it shows %j", (short, last4) => {
  expect(fingerprint(short).last4).toBe(last4);
});

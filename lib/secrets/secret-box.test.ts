import { createCipheriv, randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { AppError } from "#lib/errors";
import { createSecretBox } from "#lib/secrets/secret-box";

const key = randomBytes(32);
const box = createSecretBox(key);
const canary = "canary-kisi-key-0123456789";

function expectRefusal(open: () => string) {
  try {
    open();
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: "unavailable" });
    expect(String(error)).not.toContain(canary);
    return;
  }
  expect.unreachable("it opened");
}

test("opens what it sealed, whatever the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.string(), (text, place) => {
      expect(box.open(box.seal(text, place), place)).toBe(text);
    }),
  );
});

test("the sealed text shows neither the text nor that two are alike", () => {
  const sealed = box.seal(canary, "here");
  expect(sealed).not.toContain(canary);
  expect(Buffer.from(sealed.slice(3), "base64url").toString("latin1")).not.toContain(canary);
  expect(box.seal(canary, "here")).not.toBe(sealed);
});

test("refuses a change of any bit of any byte", () => {
  const bytes = Buffer.from(box.seal(canary, "here").slice(3), "base64url");
  for (let i = 0; i < bytes.length * 8; i++) {
    const changed = Buffer.from(bytes);
    changed.writeUInt8(changed.readUInt8(i >> 3) ^ (1 << (i & 7)), i >> 3);
    expectRefusal(() => box.open(`v1.${changed.toString("base64url")}`, "here"));
  }
});

test("refuses a change of any character of the written form", () => {
  const sealed = box.seal(canary, "here");
  for (let i = 0; i < sealed.length; i++) {
    const other = sealed[i] === "A" ? "B" : "A";
    expectRefusal(() => box.open(sealed.slice(0, i) + other + sealed.slice(i + 1), "here"));
  }
});

test.each([4, 8, 12, 15])("refuses a tag cut to %i bytes", (length) => {
  const cipher = createCipheriv("aes-256-gcm", key, Buffer.alloc(12), { authTagLength: 16 });
  const ciphertext = Buffer.concat([cipher.update(canary), cipher.final()]);
  const short = Buffer.concat([Buffer.alloc(12), cipher.getAuthTag().subarray(0, length), ciphertext]);
  expectRefusal(() => box.open(`v1.${short.toString("base64url")}`, "here"));
});

test("refuses a text moved to another place", () => {
  expectRefusal(() => box.open(box.seal(canary, "setting:a"), "setting:b"));
});

test("refuses another key", () => {
  expectRefusal(() => createSecretBox(randomBytes(32)).open(box.seal(canary, "here"), "here"));
});

test.each(["", "v1", "v1.", "v2.AAAA", canary, `v1.${"A".repeat(36)}`, "v1.AAAA.BBBB"])("refuses %j", (sealed) => {
  expectRefusal(() => box.open(sealed, "here"));
});

test.each(["=", "\n", " ", "+"])("refuses a stray %j that a base64 reader would overlook", (stray) => {
  expectRefusal(() => box.open(box.seal(canary, "here") + stray, "here"));
});

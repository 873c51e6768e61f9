import { argon2Sync } from "node:crypto";
import { expect, test, vi } from "vitest";
import { hashPassword, verifyPassword } from "#lib/auth/password";

test("a PHC string with OWASP's cost and a salt of its own", async () => {
  const [one, two] = await Promise.all([hashPassword("a long sentence"), hashPassword("a long sentence")]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(one).not.toBe(two);
});

test("the right password opens, others do not", async () => {
  const hash = await hashPassword("a long sentence");
  await expect(verifyPassword(hash, "a long sentence")).resolves.toBe(true);
  for (const wrong of ["", "a long sentenc", "a long sentence ", "A long sentence"]) {
    await expect(verifyPassword(hash, wrong)).resolves.toBe(false);
  }
});

test("composed and decomposed letters are the same password", async () => {
  const hash = await hashPassword("Tür offen, Café zu".normalize("NFC"));
  await expect(verifyPassword(hash, "Tür offen, Café zu".normalize("NFD"))).resolves.toBe(true);
});

test("reads hashes of another cost, so that the cost can rise later", async () => {
  const salt = Buffer.alloc(16, 1);
  const hash = argon2Sync("argon2id", {
    message: "a long sentence",
    nonce: salt,
    memory: 64,
    passes: 3,
    parallelism: 2,
    tagLength: 16,
  });
  const text = (bytes: Buffer) => bytes.toString("base64").replace(/=+$/, "");
  const phc = `$argon2id$v=19$m=64,t=3,p=2$${text(salt)}$${text(hash)}`;
  await expect(verifyPassword(phc, "a long sentence")).resolves.toBe(true);
  await expect(verifyPassword(phc, "another sentence")).resolves.toBe(false);
});

test("an unknown account costs the same hashing as a known one and never opens", async () => {
  const known = await hashPassword("a long sentence");
  const normalize = vi.spyOn(String.prototype, "normalize");
  await expect(verifyPassword(undefined, "a long sentence")).resolves.toBe(false);
  await expect(verifyPassword(known, "another sentence")).resolves.toBe(false);
  // Both went into the derivation, which normalises its message first.
  expect(normalize).toHaveBeenCalledTimes(2);
});

test("a damaged hash is an error, not a wrong password", async () => {
  await expect(verifyPassword("$2b$10$abc", "x")).rejects.toThrow("argon2id");
});

import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { deriveKey, loadSecret, parseSecret } from "#lib/auth/secret";

const bytes = Buffer.from(Array.from({ length: 32 }, (_, i) => i * 7 + 3));

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "ajar-secret-"));
});
afterEach(() => rm(dir, { recursive: true }));

test.each([
  ["base64", bytes.toString("base64")],
  ["base64url without padding", bytes.toString("base64url")],
  ["hex", bytes.toString("hex")],
  ["upper-case hex", bytes.toString("hex").toUpperCase()],
  ["with a newline behind it", `${bytes.toString("base64")}\n`],
])("reads 32 bytes from %s", (_, text) => {
  expect(parseSecret(text, "AJAR_SECRET")).toEqual(bytes);
});

test.each([
  ["nothing", "", "0 bytes"],
  ["31 bytes", bytes.subarray(1).toString("base64"), "31 bytes"],
  ["33 bytes", Buffer.alloc(33).toString("base64"), "33 bytes"],
  ["hex of 31 bytes", bytes.subarray(1).toString("hex"), "46 bytes"],
  ["a sentence", "correct horse battery staple!", "neither base64 nor hex"],
])("refuses %s, naming the variable and not the value", (_, text, words) => {
  expect(() => parseSecret(text, "AJAR_SECRET")).toThrow(words);
  try {
    parseSecret(text, "AJAR_SECRET");
  } catch (error) {
    expect(String(error)).toContain("AJAR_SECRET must be 32 bytes");
    expect(String(error)).toContain("openssl rand -base64 32");
    if (text) expect(String(error)).not.toContain(text);
  }
});

test("makes the file once, with mode 0600, and reads it ever after", async () => {
  const first = await loadSecret(undefined, dir);
  const second = await loadSecret(undefined, dir);
  expect(first.origin).toBe("made");
  expect(second).toEqual({ ...first, origin: "file" });
  expect((await stat(join(dir, "secret"))).mode & 0o777).toBe(0o600);
  expect(await readdir(dir)).toEqual(["secret"]);
});

test("twenty starts at once agree on one secret", async () => {
  const secrets = await Promise.all(Array.from({ length: 20 }, () => loadSecret(undefined, dir)));
  expect(new Set(secrets.map((secret) => secret.bytes.toString("hex"))).size).toBe(1);
  expect(secrets.filter(({ origin }) => origin === "made")).toHaveLength(1);
  expect(await readdir(dir)).toEqual(["secret"]);
});

test("the environment wins over the file and leaves it alone", async () => {
  await loadSecret(undefined, dir);
  const kept = await readFile(join(dir, "secret"), "utf8");
  const secret = await loadSecret(bytes.toString("hex"), dir);
  expect(secret).toMatchObject({ bytes, origin: "env" });
  expect(await readFile(join(dir, "secret"), "utf8")).toBe(kept);
});

test("a damaged file is named and not replaced", async () => {
  await writeFile(join(dir, "secret"), "too short");
  await expect(loadSecret(undefined, dir)).rejects.toThrow(join(dir, "secret"));
  expect(await readFile(join(dir, "secret"), "utf8")).toBe("too short");
});

test("a data directory that is not there is said", async () => {
  const refused = loadSecret(undefined, join(dir, "missing"));
  await expect(refused).rejects.toMatchObject({ code: "unavailable", message: expect.stringContaining("missing") });
});

test("each purpose has a key of its own, the same at every start", () => {
  const keys = (["seal", "fingerprint", "check"] as const).map((purpose) => deriveKey(bytes, purpose).toString("hex"));
  expect(new Set([...keys, bytes.toString("hex")]).size).toBe(4);
  expect(deriveKey(bytes, "seal").toString("hex")).toBe(keys[0]);
  expect(deriveKey(Buffer.alloc(32), "seal").toString("hex")).not.toBe(keys[0]);
});

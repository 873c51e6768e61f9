import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { confirmApp, findOffer, needsCode, offerApp, offerMs, readApp, spendCode } from "#lib/auth/second-factor";
import { base32, stepMs, totpCode } from "#lib/auth/totp";
import { createSecretBox } from "#lib/secrets/secret-box";
import { openSqliteStore } from "#lib/store/sqlite/open";
import type { Store } from "#lib/store/store";
import { systemClock } from "#lib/time/clock";

const owner = 1;
const nowMs = 1_700_000_000_000;
const box = createSecretBox(Buffer.alloc(32, 7));

let dir: string;
let store: Store;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "ajar-second-"));
  store = await openSqliteStore({ dir, clock: systemClock });
  await store.claimOwner("owner@example.com", "hash", 1);
});
afterEach(async () => {
  await store.close();
  await rm(dir, { recursive: true });
});

const at = (ms: number) => ({ store, box, nowMs: ms });
const codeAt = (secret: Buffer, ms: number) => totpCode(secret, Math.floor(ms / stepMs));

async function setUp(): Promise<{ readonly secret: Buffer; readonly codes: readonly string[] }> {
  await offerApp(at(nowMs), owner);
  const secret = await findOffer(at(nowMs), owner);
  if (!secret) throw new Error("there is no offer");
  return { secret, codes: await confirmApp(at(nowMs), owner, codeAt(secret, nowMs)) };
}

test("an app is asked for once a first code has shown that it works", async () => {
  await offerApp(at(nowMs), owner);
  expect(await needsCode({ store }, owner)).toBe(false);
  expect(await readApp({ store }, owner)).toBeNull();
  await expect(confirmApp(at(nowMs), owner, "000000")).rejects.toMatchObject({ errors: [{ path: "code" }] });
  const secret = await findOffer(at(nowMs), owner);
  if (!secret) throw new Error("there is no offer");
  expect(await confirmApp(at(nowMs), owner, codeAt(secret, nowMs))).toHaveLength(10);
  expect(await needsCode({ store }, owner)).toBe(true);
  expect(await readApp({ store }, owner)).toEqual({ sinceMs: nowMs, codesLeft: 10 });
  expect(await findOffer(at(nowMs), owner)).toBeNull();
});

test("an offer ends by itself, or by a new one; codes of a former one are wrong then", async () => {
  await offerApp(at(nowMs), owner);
  const first = (await findOffer(at(nowMs), owner)) ?? Buffer.alloc(20);
  await offerApp(at(nowMs), owner);
  await expect(confirmApp(at(nowMs), owner, codeAt(first, nowMs))).rejects.toMatchObject({ code: "bad_input" });
  const later = nowMs + offerMs;
  expect(await findOffer(at(later), owner)).toBeNull();
  await expect(confirmApp(at(later), owner, "000000")).rejects.toMatchObject({ code: "not_found" });
});

test("with an app there is no other offer, and none to confirm a second time", async () => {
  const { secret } = await setUp();
  await expect(offerApp(at(nowMs), owner)).rejects.toMatchObject({ code: "conflict" });
  const again = confirmApp(at(nowMs), owner, codeAt(secret, nowMs + stepMs));
  await expect(again).rejects.toMatchObject({ code: "not_found" });
});

test("the code that confirmed the app opens nothing, the next one does, once", async () => {
  const { secret } = await setUp();
  expect(await spendCode(at(nowMs), owner, codeAt(secret, nowMs))).toBeNull();
  const later = nowMs + stepMs;
  const code = codeAt(secret, later);
  const used = await Promise.all(Array.from({ length: 20 }, () => spendCode(at(later), owner, code)));
  expect(used.filter((one) => one === "app")).toHaveLength(1);
  expect(await spendCode(at(later), owner, code)).toBeNull();
  expect(await spendCode(at(later + stepMs), owner, codeAt(secret, later + stepMs))).toBe("app");
});

test("each recovery code opens once, however it is typed", async () => {
  const { codes } = await setUp();
  const typed = ` ${codes[3]?.toUpperCase().replaceAll("-", " ")} `;
  const used = await Promise.all(Array.from({ length: 5 }, () => spendCode(at(nowMs), owner, typed)));
  expect(used.filter((one) => one === "recovery")).toHaveLength(1);
  expect(await readApp({ store }, owner)).toMatchObject({ codesLeft: 9 });
  for (const code of codes.filter((_, n) => n !== 3)) expect(await spendCode(at(nowMs), owner, code)).toBe("recovery");
  for (const code of codes) expect(await spendCode(at(nowMs), owner, code)).toBeNull();
});

test.each([
  ["nothing", ""],
  ["a letter behind six digits", "000000x"],
  ["a recovery code that was never made", "aaaa-aaaa-aaaa-aaaa"],
  ["a hundred thousand digits", "1".repeat(100_000)],
])("%s opens nothing", async (_words, code) => {
  await setUp();
  expect(await spendCode(at(nowMs + 600_000), owner, code)).toBeNull();
});

test("an app that was removed takes its codes along, and a new one may follow", async () => {
  const { secret, codes } = await setUp();
  expect(await store.removeSecondFactor(owner)).toBe(true);
  expect(await store.removeSecondFactor(owner)).toBe(false);
  expect(await needsCode({ store }, owner)).toBe(false);
  expect(await store.countRecoveryCodes(owner)).toBe(0);
  const later = nowMs + stepMs;
  for (const code of [codeAt(secret, later), codes[0] ?? ""])
    expect(await spendCode(at(later), owner, code)).toBeNull();
  const { secret: other } = await setUp();
  expect(other.equals(secret)).toBe(false);
});

test("neither secret nor codes are on disk in clear", async () => {
  const { secret, codes } = await setUp();
  const files = await readdir(dir);
  const bytes = (await Promise.all(files.map((file) => readFile(join(dir, file), "latin1")))).join("\n");
  const canaries = [base32(secret), secret.toString("base64"), secret.toString("latin1"), secret.toString("hex")];
  for (const canary of [...canaries, ...codes, ...codes.map((code) => code.replaceAll("-", ""))]) {
    expect(bytes).not.toContain(canary);
  }
});

test("a reset of the owner by the environment removes the app", async () => {
  await setUp();
  await store.resetOwner("other@example.com", "hash", nowMs);
  expect(await needsCode({ store }, owner)).toBe(false);
});

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { hashPassword, verifyPassword } from "#lib/auth/password";
import { acceptInvitation, resetMs } from "#lib/auth/people";
import { resetAccount } from "#lib/auth/reset-account";
import { findLiveSession, startSession } from "#lib/auth/session";
import { openSqliteStore } from "#lib/store/sqlite/open";
import type { Store } from "#lib/store/store";
import { systemClock } from "#lib/time/clock";

const nowMs = 1_700_000_000_000;
let dir: string;
let store: Store;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "ajar-reset-"));
  store = await openSqliteStore({ dir, clock: systemClock });
  await store.claimOwner("owner@example.com", await hashPassword("eleven green doors"), 1);
});
afterEach(async () => {
  await store.close();
  await rm(dir, { recursive: true });
});

test("the former password and every session end at once; the link gives the owner another one", async () => {
  const session = await startSession(store, 1, nowMs);
  await store.offerSecondFactor(1, { sealed: "app", createdAtMs: 1 });
  await store.confirmSecondFactor(1, { sealed: "app", atMs: 1, step: 1 }, ["hash"]);
  const { email, code } = await resetAccount({ store, nowMs }, " OWNER@example.com ");
  expect(email).toBe("owner@example.com");
  const hash = (await store.findAccount(email))?.passwordHash;
  expect(await verifyPassword(hash, "eleven green doors")).toBe(false);
  expect(await findLiveSession(store, session, nowMs)).toBeUndefined();
  expect(await store.findSecondFactor(1)).toBeUndefined();
  const account = await acceptInvitation({ store, nowMs: nowMs + resetMs - 1 }, code, "twelve blue windows");
  expect(account).toMatchObject({ id: 1, role: "owner" });
  expect(await verifyPassword((await store.findAccount(email))?.passwordHash, "twelve blue windows")).toBe(true);
});

test("the link works once, and for a day", async () => {
  const { code } = await resetAccount({ store, nowMs }, "owner@example.com");
  const late = acceptInvitation({ store, nowMs: nowMs + resetMs }, code, "twelve blue windows");
  await expect(late).rejects.toMatchObject({ code: "not_found" });
  await acceptInvitation({ store, nowMs }, code, "twelve blue windows");
  const again = acceptInvitation({ store, nowMs }, code, "thirteen red roofs");
  await expect(again).rejects.toMatchObject({ code: "not_found" });
});

test.each([
  ["", "Say whose password it is. There are:\n  owner@example.com (owner)"],
  ["nobody@example.com", "Nobody has an account with this e-mail. There are:\n  owner@example.com (owner)"],
])("for %j the accounts are named and nothing changes", async (email, words) => {
  await expect(resetAccount({ store, nowMs }, email)).rejects.toThrow(words);
  const hash = (await store.findAccount("owner@example.com"))?.passwordHash;
  expect(await verifyPassword(hash, "eleven green doors")).toBe(true);
  expect(await store.listInvitations()).toEqual([]);
});

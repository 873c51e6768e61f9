import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as joinPath } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { verifyPassword } from "#lib/auth/password";
import {
  acceptInvitation,
  changeRole,
  findInvitation,
  invitableRoles,
  invitationMs,
  invite,
  mayManage,
  offerNewPassword,
  removePerson,
  removeTheirApp,
  resetMs,
  withdrawInvitation,
} from "#lib/auth/people";
import type { Account } from "#lib/model/account";
import { openSqliteStore } from "#lib/store/sqlite/open";
import type { Store } from "#lib/store/store";
import { systemClock } from "#lib/time/clock";

const nowMs = 1_700_000_000_000;
const password = "eleven green doors";
const ann = { email: "ann@example.com", role: "viewer" } as const;

let dir: string;
let store: Store;
let owner: Account;

beforeEach(async () => {
  dir = mkdtempSync(joinPath(tmpdir(), "ajar-people-"));
  store = await openSqliteStore({ dir, clock: systemClock });
  await store.claimOwner("owner@example.com", "hash", 1);
  owner = (await store.findAccount("owner@example.com")) as Account;
});
afterEach(async () => {
  await store.close();
  rmSync(dir, { recursive: true });
});

const at = (ms: number) => ({ store, nowMs: ms });
const join = async (who: { email: string; role: "admin" | "viewer" }) =>
  acceptInvitation(at(nowMs), await invite(at(nowMs), owner, who), password);

test.each([
  ["owner", ["admin", "viewer"]],
  ["admin", ["viewer"]],
  ["viewer", []],
] as const)("a person with the role %s may manage and invite %s", (role, managed) => {
  const all = ["owner", "admin", "viewer"] as const;
  expect(all.filter((target) => mayManage({ role }, { role: target }))).toEqual(managed);
  expect(invitableRoles({ role })).toEqual(managed);
});

test("who was invited chooses a password, once, and signs in with it", async () => {
  const code = await invite(at(nowMs), owner, { ...ann, email: " Ann@Example.com " });
  expect(code).toMatch(/^[\w-]{43}$/);
  expect(await findInvitation(at(nowMs), code)).toMatchObject(ann);
  const account = await acceptInvitation(at(nowMs), code, password);
  expect(account).toMatchObject(ann);
  expect(await verifyPassword(account.passwordHash, password)).toBe(true);
  expect(await findInvitation(at(nowMs), code)).toBeUndefined();
  await expect(acceptInvitation(at(nowMs), code, password)).rejects.toMatchObject({ code: "not_found" });
});

test("the code itself is not in the store", async () => {
  const code = await invite(at(nowMs), owner, ann);
  expect(JSON.stringify(await store.listInvitations())).not.toContain(code);
});

test("an invitation ends after a week, and a weak password does not use it up", async () => {
  const code = await invite(at(nowMs), owner, ann);
  await expect(acceptInvitation(at(nowMs), code, "password123")).rejects.toMatchObject({ code: "bad_input" });
  expect(await findInvitation(at(nowMs + invitationMs - 1), code)).toBeDefined();
  expect(await findInvitation(at(nowMs + invitationMs), code)).toBeUndefined();
  await expect(acceptInvitation(at(nowMs + invitationMs), code, password)).rejects.toMatchObject({ code: "not_found" });
});

test("nobody is invited twice, by a role that may not, or to no address", async () => {
  const viewer = await join(ann);
  await expect(invite(at(nowMs), owner, ann)).rejects.toMatchObject({ code: "conflict" });
  await expect(invite(at(nowMs), viewer, { email: "b@example.com", role: "viewer" })).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(invite(at(nowMs), owner, { email: "nobody", role: "viewer" })).rejects.toMatchObject({
    code: "bad_input",
    errors: [{ path: "email" }],
  });
});

test("an admin changes viewers, and neither the owner nor other admins", async () => {
  const viewer = await join(ann);
  const admin = await join({ email: "bob@example.com", role: "admin" });
  await expect(removePerson(at(nowMs), admin, owner.id)).rejects.toMatchObject({ code: "forbidden" });
  await expect(offerNewPassword(at(nowMs), admin, owner.id)).rejects.toMatchObject({ code: "forbidden" });
  await expect(changeRole(at(nowMs), admin, viewer.id, "admin")).rejects.toMatchObject({ code: "forbidden" });
  await expect(removePerson(at(nowMs), owner, owner.id)).rejects.toMatchObject({ code: "forbidden" });
  await changeRole(at(nowMs), owner, viewer.id, "admin");
  expect(await store.findAccount(ann.email)).toMatchObject({ role: "admin" });
  await expect(removePerson(at(nowMs), admin, viewer.id)).rejects.toMatchObject({ code: "forbidden" });
  await removePerson(at(nowMs), owner, viewer.id);
  await expect(removePerson(at(nowMs), owner, viewer.id)).rejects.toMatchObject({ code: "not_found" });
});

test("who forgot a password gets a link for a day, and keeps the role", async () => {
  const admin = await join({ email: "bob@example.com", role: "admin" });
  const code = await offerNewPassword(at(nowMs), owner, admin.id);
  expect(await findInvitation(at(nowMs + resetMs), code)).toBeUndefined();
  const again = await acceptInvitation(at(nowMs), code, "twelve blue windows");
  expect(again).toMatchObject({ id: admin.id, role: "admin" });
  expect(await verifyPassword(again.passwordHash, "twelve blue windows")).toBe(true);
});

test("an invitation that was taken back opens nothing", async () => {
  const code = await invite(at(nowMs), owner, ann);
  await withdrawInvitation(at(nowMs), owner, ann.email);
  expect(await findInvitation(at(nowMs), code)).toBeUndefined();
  await expect(withdrawInvitation(at(nowMs), owner, ann.email)).rejects.toMatchObject({ code: "not_found" });
});

test("the app of somebody who lost it is removed by who manages them, and by nobody else", async () => {
  const viewer = await join(ann);
  const admin = await join({ email: "zoe@example.com", role: "admin" });
  for (const { id } of [viewer, admin, owner]) {
    await store.offerSecondFactor(id, { sealed: "app", createdAtMs: 1 });
    await store.confirmSecondFactor(id, { sealed: "app", atMs: 2, step: 1 }, ["hash"]);
  }
  for (const [actor, target] of [[viewer, admin] as const, [admin, owner] as const, [owner, owner] as const]) {
    await expect(removeTheirApp(at(nowMs), actor, target.id)).rejects.toMatchObject({ code: "forbidden" });
    expect(await store.findSecondFactor(target.id)).toBeDefined();
  }
  expect(await removeTheirApp(at(nowMs), admin, viewer.id)).toMatchObject({ email: ann.email });
  await removeTheirApp(at(nowMs), owner, admin.id);
  expect([await store.findSecondFactor(viewer.id), await store.findSecondFactor(admin.id)]).toEqual([
    undefined,
    undefined,
  ]);
  await expect(removeTheirApp(at(nowMs), owner, viewer.id)).rejects.toMatchObject({ code: "not_found" });
});

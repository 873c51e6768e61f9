import { expect, test } from "vitest";
import { joinUsers, learnUser, leaveUser } from "#lib/integrations/join";
import type { CredentialUser } from "#lib/model/credential";

type Told = Readonly<Record<string, readonly [kisiUser: string, origin: CredentialUser["origin"]]>>;

const knownOf = (told: Told) =>
  new Map(
    Object.entries(told).map(([fingerprint, [kisiUser, origin]]) => [fingerprint, { fingerprint, kisiUser, origin }]),
  );
const shown = (users: readonly CredentialUser[]) =>
  Object.fromEntries(users.map(({ fingerprint, kisiUser, origin }) => [fingerprint, [kisiUser, origin]]));

test.each<[string, Told, readonly string[], Told]>([
  ["two strangers get a name of ours", {}, ["a", "b"], { a: ["hand-new", "hand"], b: ["hand-new", "hand"] }],
  ["a stranger joins a user of Kisi's", { a: ["17", "seen"] }, ["a", "b"], { b: ["17", "hand"] }],
  ["the order says nothing", { b: ["17", "seen"] }, ["a", "b"], { a: ["17", "hand"] }],
  ["a stranger joins a group", { a: ["hand-1", "hand"] }, ["b", "a"], { b: ["hand-1", "hand"] }],
  [
    "two groups become one",
    { a: ["hand-1", "hand"], b: ["hand-1", "hand"], c: ["hand-2", "hand"], d: ["hand-2", "hand"] },
    ["a", "c"],
    { c: ["hand-1", "hand"], d: ["hand-1", "hand"] },
  ],
  [
    "a group comes along to a user of Kisi's",
    { a: ["17", "seen"], b: ["hand-1", "hand"], c: ["hand-1", "hand"] },
    ["a", "b"],
    { b: ["17", "hand"], c: ["17", "hand"] },
  ],
  ["those who are one already", { a: ["17", "seen"], b: ["17", "hand"] }, ["a", "b"], {}],
])("joining: %s", (_name, known, fingerprints, changes) => {
  expect(shown(joinUsers(knownOf(known), fingerprints, "new"))).toEqual(changes);
});

test("nobody joins what Kisi has parted", () => {
  const known = knownOf({ a: ["17", "seen"], b: ["23", "seen"] });
  expect(() => joinUsers(known, ["a", "b"], "new")).toThrow("different users: 17, 23");
});

test.each<[string, Told, Told]>([
  ["a stranger", {}, { a: ["17", "seen"] }],
  ["nothing new", { a: ["17", "seen"] }, {}],
  ["what a person had said", { a: ["17", "hand"] }, { a: ["17", "seen"] }],
  ["its group comes along", { a: ["hand-1", "hand"], b: ["hand-1", "hand"] }, { a: ["17", "seen"], b: ["17", "hand"] }],
  ["a person was wrong", { a: ["23", "hand"], b: ["23", "seen"] }, { a: ["17", "seen"] }],
  ["another user's key", { a: ["23", "seen"] }, { a: ["17", "seen"] }],
])("learning: %s", (_name, known, changes) => {
  expect(shown(learnUser(knownOf(known), "a", "17"))).toEqual(changes);
});

test.each<[string, Told, readonly string[]]>([
  ["of two, both", { a: ["hand-1", "hand"], b: ["hand-1", "hand"] }, ["a", "b"]],
  ["of three, itself", { a: ["hand-1", "hand"], b: ["hand-1", "hand"], c: ["hand-1", "hand"] }, ["a"]],
  ["from a user of Kisi's, itself", { a: ["17", "hand"], b: ["17", "seen"] }, ["a"]],
])("leaving: %s", (_name, known, gone) => {
  expect(leaveUser(knownOf(known), "a")).toEqual(gone);
});

test("what Kisi has said is not taken back by hand, and a stranger has nobody to leave", () => {
  expect(() => leaveUser(knownOf({ a: ["17", "seen"] }), "a")).toThrow("Kisi itself has said");
  expect(() => leaveUser(new Map(), "a")).toThrow("not joined");
});

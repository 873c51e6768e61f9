import { expect, test } from "vitest";
import { findOperation } from "#lib/kisi/catalogue";
import type { KisiResult } from "#lib/kisi/client";
import {
  callForCurrentUser,
  callForList,
  callForLock,
  callForUnlock,
  type ListName,
  lists,
  recordsOf,
} from "#lib/kisi/resources";

test.each(Object.entries(lists))("%s is a GET of the catalogue", (name, { operationId }) => {
  expect(findOperation(operationId)).toMatchObject({ method: "GET", path: `/${name}` });
});

test("asks for a page, leaving Kisi's defaults to Kisi", () => {
  expect(callForList("users", { limit: 100, offset: 20_000 })).toEqual({
    operationId: "fetchUsers",
    query: { limit: 100, offset: 20_000 },
  });
  expect(callForList("organizations", { limit: 5 })).toEqual({ operationId: "fetchOrganizations" });
  expect(callForCurrentUser()).toEqual({ operationId: "fetchCurrentUser" });
  expect(callForLock(7)).toEqual({ operationId: "fetchLock", params: { id: 7 } });
  expect(callForUnlock(7)).toEqual({ operationId: "unlockLock", params: { id: 7 } });
});

test.each<[ListName, object, string]>([
  ["users", { limit: 101 }, "limit must be a whole number from 1 to 100"],
  ["locks", { limit: 251 }, "limit must be a whole number from 1 to 250"],
  ["locks", { limit: 0 }, "limit must be"],
  ["locks", { limit: 1.5 }, "limit must be"],
  ["locks", { offset: -1 }, "offset must be a whole number from 0 to 20000"],
  ["locks", { offset: 20_001 }, "offset must be"],
])("refuses %s with %j", (name, page, message) => {
  expect(() => callForList(name, page)).toThrow(message);
});

test("reads the records of a list and of nothing else", () => {
  const list: KisiResult = {
    kind: "answer",
    callId: "c",
    latencyMs: 1,
    status: 200,
    headers: [],
    attempts: 1,
    heldBackMs: 0,
    collectionRange: null,
    body: { kind: "json", value: [{ id: 1, name: "a" }, { id: "group_basic" }] },
  };
  expect(recordsOf(list)).toHaveLength(2);
  expect(recordsOf({ ...list, body: { kind: "json", value: [] } })).toEqual([]);
  for (const value of [{ id: 1 }, [{ name: "a" }], [null], [1], null]) {
    expect(recordsOf({ ...list, body: { kind: "json", value } })).toBeNull();
  }
  expect(recordsOf({ ...list, status: 401 })).toBeNull();
  expect(recordsOf({ ...list, body: { kind: "empty" } })).toBeNull();
  expect(recordsOf({ kind: "blocked", callId: "c", latencyMs: 1, reason: "pacer", retryAfterMs: 1 })).toBeNull();
});

import { expect, test } from "vitest";
import { findOperation, operations } from "#lib/kisi/catalogue";

const count = (values: readonly string[]) => new Set(values).size;

test("holds the 227 operations of Kisi's document, each under a name and a place of its own", () => {
  expect(operations).toHaveLength(227);
  expect(count(operations.map(({ operationId }) => operationId))).toBe(227);
  expect(count(operations.map(({ method, path }) => `${method} ${path}`))).toBe(227);
  expect(count(operations.map(({ tag }) => tag))).toBe(48);
  for (const { method, path } of operations) {
    expect(method).toMatch(/^(GET|POST|PUT|PATCH|DELETE)$/);
    expect(path).toMatch(/^(\/([a-z0-9_]+|\{[a-zA-Z_]+\}))+$/);
  }
});

test("marks the door actions and nothing else", () => {
  const doorActions = operations.filter(({ doorAction }) => doorAction).map(({ method, path }) => `${method} ${path}`);
  expect(doorActions.toSorted()).toEqual([
    "POST /controllers/{id}/reboot",
    "POST /elevator_stops/{id}/cancel_lockdown",
    "POST /elevator_stops/{id}/lock_down",
    "POST /locks/{id}/cancel_lockdown",
    "POST /locks/{id}/first_to_arrive",
    "POST /locks/{id}/last_to_leave",
    "POST /locks/{id}/lock_down",
    "POST /locks/{id}/unlock",
    "POST /places/{id}/cancel_lockdown",
    "POST /places/{id}/lock_down",
    "POST /readers/{id}/reboot",
    "POST /terminals/{id}/trigger",
  ]);
});

test("marks what Kisi deprecates", () => {
  const deprecated = operations.filter((operation) => operation.deprecated).map(({ operationId }) => operationId);
  expect(deprecated.toSorted()).toEqual([
    "createMember",
    "deleteMember",
    "fetchEventMetadata",
    "fetchMember",
    "fetchMembers",
    "updateMember",
  ]);
});

test("finds an operation by Kisi's name for it", () => {
  expect(findOperation("unlockLock")).toEqual({
    operationId: "unlockLock",
    method: "POST",
    path: "/locks/{id}/unlock",
    tag: "Locks",
    doorAction: true,
    deprecated: false,
  });
  expect(findOperation("toString")).toBeUndefined();
});

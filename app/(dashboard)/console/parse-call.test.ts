import { expect, test } from "vitest";
import { AppError } from "#lib/errors";
import { parseCall } from "./parse-call";

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

function errorPaths(fields: Record<string, string>): readonly string[] {
  try {
    parseCall(form(fields));
  } catch (error) {
    if (error instanceof AppError) return error.errors.map(({ path }) => path);
  }
  return [];
}

test("a list with limit, offset and further parameters", () => {
  const { call } = parseCall(
    form({ op: "fetchLocks", limit: "10", offset: "20", query: "place_id=5\n\nsort = -name" }),
  );
  expect(call).toEqual({
    operationId: "fetchLocks",
    params: {},
    query: { limit: "10", offset: "20", place_id: "5", sort: "-name" },
  });
});

test("a value may hold equals signs", () => {
  expect(parseCall(form({ op: "fetchLocks", query: "query=a=b" })).call).toMatchObject({ query: { query: "a=b" } });
});

test("a JSON body is sent as it is", () => {
  const { call } = parseCall(form({ op: "createGroup", body: '{"group":{"name":"Ops"}}' }));
  expect(call).toMatchObject({ body: { group: { name: "Ops" } } });
});

test.each([
  [{ op: "openSesame" }, ["op"]],
  [{}, ["op"]],
  [{ op: "fetchLock" }, ["p.id"]],
  [{ op: "fetchLocks", limit: "ten" }, ["limit"]],
  [{ op: "fetchLocks", query: "place_id" }, ["query"]],
  [{ op: "createGroup", body: "{group" }, ["body"]],
])("%j is refused and named", (fields, paths) => {
  expect(errorPaths(fields)).toEqual(paths);
});

test("a door action is sent only after a yes to that very operation", () => {
  expect(errorPaths({ op: "unlockLock", "p.id": "7" })).toEqual(["confirm"]);
  expect(errorPaths({ op: "unlockLock", "p.id": "7", confirm: "lockDownLock" })).toEqual(["confirm"]);
  expect(parseCall(form({ op: "unlockLock", "p.id": "7", confirm: "unlockLock" })).call).toMatchObject({
    params: { id: "7" },
  });
});

import { expect, test } from "vitest";
import type { RequestShape, Shape } from "#lib/model/request-shape";
import { diffShapes, type ShapeDifference } from "#lib/problems/shape-diff";

const request = (body: Shape | null, query: RequestShape["query"] = {}): RequestShape => ({ query, body });

test.each<[string, RequestShape, RequestShape, ShapeDifference[]]>([
  ["nothing", request({ a: "string" }), request({ a: "string" }), []],
  [
    "a field that is missing",
    request({ user: { email: "string", name: "string" } }),
    request({ user: { name: "string" } }),
    [{ path: "body.user.email", inSuccess: "string", inFailure: null }],
  ],
  [
    "a field too many",
    request({ a: "string" }),
    request({ a: "string", b: ["number"] }),
    [{ path: "body.b", inSuccess: null, inFailure: "list" }],
  ],
  [
    "another type",
    request({ id: "number" }),
    request({ id: "null" }),
    [{ path: "body.id", inSuccess: "number", inFailure: "null" }],
  ],
  [
    "a list in the place of an object",
    request({ a: { b: "number" } }),
    request({ a: [{ b: "number" }] }),
    [{ path: "body.a", inSuccess: "object", inFailure: "list" }],
  ],
  [
    "items of lists",
    request([{ role: "string" }]),
    request([{ role: "number" }]),
    [{ path: "body[].role", inSuccess: "string", inFailure: "number" }],
  ],
  ["no body at all", request({ a: "string" }), request(null), [{ path: "body", inSuccess: "object", inFailure: null }]],
  [
    "the query",
    request(null, { limit: "string", offset: "string" }),
    request(null, { limit: "string", sort: "string" }),
    [
      { path: "query.offset", inSuccess: "string", inFailure: null },
      { path: "query.sort", inSuccess: null, inFailure: "string" },
    ],
  ],
  [
    "names that every object inherits",
    request({}),
    request({ constructor: "string" }),
    [{ path: "body.constructor", inSuccess: null, inFailure: "string" }],
  ],
])("tells %s", (_, success, failure, differences) => {
  expect(diffShapes(success, failure)).toEqual(differences);
});

test("fifty places at most", () => {
  const wide = Object.fromEntries(Array.from({ length: 90 }, (_, n) => [`f${n}`, "string"]));
  expect(diffShapes(request(wide), request({}))).toHaveLength(50);
});

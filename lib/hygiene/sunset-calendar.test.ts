import { expect, test } from "vitest";
import { toSunsets } from "#lib/hygiene/sunset-calendar";
import type { RouteCaller } from "#lib/store/store";

const caller = (route: string, changes: Partial<RouteCaller> = {}): RouteCaller => ({
  ...{ route, integration: "sync", credential: "fp", credentialLast4: "9f3a" },
  ...{ calls: 1, lastAtMs: 5, lastCallId: "c" },
  ...changes,
});
const told = (route: string, sunset: string | null, deprecation: string | null = null) => {
  return { route, attempts: 1, lastAtMs: 1, sunset, deprecation };
};

test("those that end first come first, those without a date last, each with its callers", () => {
  const sunsets = toSunsets(
    [
      told("GET /late", "2027-05-01T00:00:00.000Z"),
      told("GET /soon", "2027-01-01T00:00:00.000Z"),
      told("GET /some", "soon"),
    ],
    [
      caller("GET /some", { calls: 9 }),
      caller("GET /late"),
      caller("GET /soon", { calls: 2, lastAtMs: 7 }),
      caller("GET /soon", { integration: null, lastAtMs: 9 }),
    ],
  );
  expect(sunsets.map(({ route, fixByMs }) => [route, fixByMs])).toEqual([
    ["GET /soon", Date.UTC(2027, 0, 1)],
    ["GET /late", Date.UTC(2027, 4, 1)],
    ["GET /some", null],
  ]);
  expect(sunsets[0]).toMatchObject({ calls: 3, lastAtMs: 9, isListed: false, replacement: null });
  expect(sunsets[0]?.callers.map(({ integration }) => integration)).toEqual(["sync", null]);
  expect(sunsets[2]).toMatchObject({ sunset: "soon" });
});

test("what Kisi lists is there without a word in its answers, with its successor", () => {
  expect(toSunsets([], [caller("PATCH /members/{id}"), caller("GET /events/meta", { calls: 3 })])).toMatchObject([
    { route: "GET /events/meta", isListed: true, replacement: null, fixByMs: null },
    { route: "PATCH /members/{id}", isListed: true, replacement: "PATCH /users/{id}", sunset: null },
  ]);
});

test("what nobody calls any more is done", () => {
  expect(toSunsets([told("GET /old", "2027-01-01T00:00:00.000Z")], [])).toEqual([]);
});

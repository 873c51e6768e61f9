import fc from "fast-check";
import { expect, test } from "vitest";
import { operations } from "#lib/kisi/catalogue";
import { matchRoute } from "#lib/kisi/route-matcher";

test.each(operations)("$method $path matches itself", (operation) => {
  for (const sample of ["12345", "Xy9-token_1"]) {
    const path = operation.path.replace(/\{[^}]+\}/, sample);
    for (const spelling of [path, `${path}/`, `${path}?limit=10&q=/locks/1/unlock`]) {
      const match = matchRoute(operation.method, spelling);
      expect(match.operation).toBe(operation);
      expect(match.route).toBe(`${operation.method} ${operation.path}`);
      expect(match.doorAction).toBe(operation.doorAction);
    }
  }
});

test.each([
  ["GET", "/calendar/summary", "GET /calendar/summary"],
  ["get", "/locks/1", "GET /locks/{id}"],
  ["HEAD", "/locks/1", "HEAD /locks/{id}"],
  ["POST", "/users/password", "POST /users/password"],
  ["GET", "/users/password", "GET /users/{id}"],
  ["GET", "/holiday_calendars/regions", "GET /holiday_calendars/regions"],
  ["GET", "/holiday_calendars/regions/holidays", "GET /holiday_calendars/{region}/holidays"],
])("%s %s is %s", (method, path, route) => {
  const match = matchRoute(method, path);
  expect(match.route).toBe(route);
  expect(match.operation).not.toBeNull();
});

const uuid = "9b2f0c6e-31c4-4d0a-8f57-0f6f2f0a1b2c";

test.each([
  ["PUT", "/locks/1", "PUT /locks/{id}"],
  ["GET", "/locks/1/nothing", "GET /locks/{id}/nothing"],
  ["GET", "/v2/lockers/17/doors/3", "GET /v2/lockers/{id}/doors/{id}"],
  ["GET", `/things/${uuid}`, "GET /things/{id}"],
  ["GET", "/things/deadbeef", "GET /things/{id}"],
  ["GET", "/things/dGhpcyBpcyBhIHRva2VuMQ", "GET /things/{id}"],
  ["GET", "/things/AbCdEfGhIjKlMnOpQrSt", "GET /things/{id}"],
  ["GET", "/things/door-12", "GET /things/{id}"],
  ["GET", "/things/anna@example.com", "GET /things/{id}"],
  ["GET", "/things/a%20b", "GET /things/{id}"],
  ["GET", "/oauth2/token", "GET /oauth2/token"],
  ["GET", "/user/2fa/status", "GET /user/2fa/status"],
  ["GET", "/a/b/c/d/e/f/g/h/i/j", "GET /a/b/c/d/e/f/g/h/{rest}"],
  ["GET", "/", "GET /"],
  ["OPTIONS", "*", "OPTIONS /{id}"],
  ["<script>", "/user", "OTHER /user"],
])("%s %s is unknown and folds to %s", (method, path, route) => {
  const match = matchRoute(method, path);
  expect(match.route).toBe(route);
  expect(match.operation).toBeNull();
});

test.each([
  "/locks/1/unlock",
  "/locks/1/unlock/",
  "//locks/1/unlock//",
  "/locks/1/UNLOCK",
  "/locks/1/unlock.json",
  "/locks/1/unlock;v=1",
  "/locks/1/%75nlock",
  "/locks/1/%2575nlock",
  "/locks/1%2Funlock",
  "/locks/1%5cunlock",
  "/locks/1/unlock%20",
  "/locks/1/unlock%00",
  "/locks/1/unlock/.",
  "/locks/1/unlock/x/..",
  "/v2/doors/1/unlock",
  "/places/1/lock-down",
  "/places/1/lockDown",
  "/places/1/cancel_lockdown?x=1",
  "/gates/1/first_to_arrive",
  "/gates/1/lastToLeave",
  "/sirens/1/trigger",
  "/hubs/1/reboot",
])("%s moves a door, whatever the method", (path) => {
  for (const method of ["POST", "PUT", "GET"]) expect(matchRoute(method, path).doorAction).toBe(true);
});

test.each(["/locks/1", "/locks/1/favorite", "/triggers", "/locks?unlock", "/locks/1?action=/unlock", "/unlocks/1"])(
  "%s moves no door",
  (path) => {
    expect(matchRoute("POST", path).doorAction).toBe(false);
  },
);

test.each([
  ["POST", "/cards/abc/activate_with_token", ["abc"]],
  ["POST", "/card_assignments/abc/activate_with_token?x=1", ["abc"]],
  ["POST", "/controllers/abc/assign", ["abc"]],
  ["POST", "//readers/abc/assign/", ["abc"]],
  ["GET", "/controllers/abc/assign", ["abc"]],
  ["POST", "/Controllers/abc/Assign.json", ["abc"]],
  ["POST", "/cards/12/assign", []],
  ["GET", "/locks/12", []],
  ["GET", "/roles/group_basic", []],
  ["GET", "/organizations/acme-2024/public", []],
  ["DELETE", "/group_links/0123456789abcdef0123456789abcdef", ["0123456789abcdef0123456789abcdef"]],
  ["GET", "/links/anna@example.com/12", ["anna@example.com"]],
  ["GET", `/x/${uuid}/y/12`, [uuid]],
])("%s %s hides %j", (method, path, secrets) => {
  const parts = path.split("?")[0]?.split("/") ?? [];
  expect(matchRoute(method, path).secretSegments.map((position) => parts[position])).toEqual(secrets);
});

test("survives any input with a bounded route", () => {
  const piece = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("/", "%", "%2f", "..", "locks", "unlock", "1"));
  fc.assert(
    fc.property(fc.string(), fc.array(piece, { maxLength: 200 }), (method, pieces) => {
      const path = pieces.join("");
      const match = matchRoute(method, path);
      expect(match.route.length).toBeLessThanOrEqual(300);
      expect(match.route).toMatch(/^[A-Z-]{1,20} \/[\w.{}/-]*$/);
      const parts = path.split("?")[0]?.split("/") ?? [];
      for (const position of match.secretSegments) expect(parts[position]).toBeTruthy();
    }),
  );
});

test("any catalogued door stays a door under a random spelling", () => {
  const doors = operations.filter(({ doorAction }) => doorAction);
  const spelling = fc.constantFrom<(character: string) => string>(
    (character) => character,
    (character) => character.toUpperCase(),
    (character) => `%${character.charCodeAt(0).toString(16)}`,
    (character) => `%25${character.charCodeAt(0).toString(16)}`,
  );
  fc.assert(
    fc.property(fc.constantFrom(...doors), fc.array(spelling, { minLength: 40, maxLength: 40 }), (door, spellings) => {
      const verb = door.path.split("/").at(-1) ?? "";
      const written = [...verb].map((character, at) => spellings[at]?.(character) ?? character).join("");
      expect(matchRoute("POST", `/anything/1/${written}`).doorAction).toBe(true);
    }),
  );
});

test("takes a megabyte of any shape in its stride", () => {
  for (const shape of ["a/", "A1%2", "%25", "a", "1", "-_", "aA", ";", "/", "%2f"]) {
    const path = `/${shape.repeat(1_000_000 / shape.length)}`;
    expect(matchRoute("GET", path).route.length).toBeLessThanOrEqual(300);
  }
});

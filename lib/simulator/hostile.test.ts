import fc from "fast-check";
import { expect, test } from "vitest";
import { operations } from "#lib/kisi/catalogue";
import { sampleKeys } from "#lib/simulator/sample-keys";
import { createTestClient } from "#lib/simulator/test-client";

const statuses = new Set([200, 204, 400, 401, 403, 404, 409, 422, 503]);
const methods = fc.constantFrom("GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS", "get", "BREW", "");
const segment = fc.oneof(
  fc.constantFrom("50001", "100002", "me", "%", "%00", "..", "__proto__", "-1", "1e9"),
  fc.string(),
);
const template = fc.constantFrom(...operations.map(({ path }) => path));
const knownPath = fc.tuple(template, fc.array(segment, { minLength: 2, maxLength: 2 })).map(([path, values]) => {
  let next = 0;
  return path.replace(/\{\w+\}/g, () => values[next++ % values.length] ?? "");
});
const query = fc.oneof(
  fc.constant(""),
  fc.constantFrom("?limit=1&offset=2", "?ids=,,", "?sort=-name", "?favorite=*", "?place_id=NaN", "?%=%&=", "?cursor=9"),
  fc.string().map((text) => `?${text}`),
);
const path = fc.tuple(fc.oneof(knownPath, fc.webPath(), fc.string()), query).map((parts) => parts.join(""));
const names = fc.constantFrom(
  "lock",
  "user",
  "login",
  "event_set",
  "role_assignment",
  "card",
  "__proto__",
  "constructor",
);
const wrapped = fc.tuple(names, fc.jsonValue()).map(([name, value]) => JSON.stringify({ [name]: value }));
const body = fc.oneof(fc.constant(""), fc.json(), wrapped, fc.string());
const authorization = fc.oneof(
  fc.constantFrom(...Object.values(sampleKeys).map((key) => `KISI-LOGIN ${key}`)),
  fc.constantFrom(undefined, "", "KISI-LOGIN", "Basic !!", ",,,", "Bearer simulated-oauth-token-no-secret-17aa"),
  fc.string(),
);

const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;

test.each([
  ["POST", "/event_sets", `{"event_set":{"event_type":${deep}}}`],
  ["POST", "/event_sets", `{"event_set":{"interval":${deep}}}`],
  ["POST", "/users", `{"user":{"email":"deep@b.example","metadata":{"a":${deep}}}}`],
  ["POST", "/invites", `{"invite":{"invites_to_type":"Group","invites_to_id":1,"invitee":{"a":${deep}}}}`],
  [
    "POST",
    "/schedules",
    `{"schedule":{"consequence":"a","scheduleable_type":"b","scheduleable_id":1,"weekdays":${deep}}}`,
  ],
  ["POST", "/logins", `{"user":{"domain":${deep},"email":${deep},"password":${deep},"otp_attempt":${deep}}}`],
  ["POST", "/user/2fa/activate", `{"user":{"otp_attempt":${deep}}}`],
  ["PATCH", "/user", `{"user":{"locale":${deep}}}`],
  ["POST", "/role_assignments", `{"role_assignment":{"assignee_type":${deep},"assignee_id":1}}`],
  ["POST", "/role_assignments", '{"role_assignment":{"assignee_type":"constructor","assignee_id":1}}'],
  ["POST", "/schedules", '{"schedule":{"consequence":"a","scheduleable_type":"__proto__","scheduleable_id":1}}'],
  ["POST", "/locks/50001/unlock", `{"context":{"location":${deep}},"lock":${deep}}`],
  ["GET", "/holiday_calendars/constructor/holidays?year=2026&observed=1", ""],
])("%s %s holds with a body that is too deep or names what every object has", (method, to, sent) => {
  const { call } = createTestClient();
  expect(statuses).toContain(call(method, to, { body: sent }).status);
  expect(call("GET", to.split("?")[0] ?? "").status).toBeLessThan(500);
});

test("no request makes it throw, hang or answer unlawfully", () => {
  const { simulator } = createTestClient();
  const request = fc.record({
    method: methods,
    path,
    headers: fc.record({ authorization }),
    body,
    address: fc.string({ maxLength: 40 }),
  });
  fc.assert(
    fc.property(request, (sent) => {
      const answer = simulator.handle(sent);
      const text = new TextDecoder().decode(answer.body);
      expect(statuses, `${answer.status}`).toContain(answer.status);
      if (answer.status === 204) expect(text).toBe("");
      else expect(() => JSON.parse(text)).not.toThrow();
      for (const value of Object.values(answer.headers)) expect(value).toMatch(/^[\t\x20-\x7e]*$/);
    }),
    { numRuns: 3_000 },
  );
  // Whatever came in, the world still stands.
  expect(simulator.ids("locks", { _organization_id: simulator.ids("organizations")[1] ?? 0 })).toHaveLength(4);
});

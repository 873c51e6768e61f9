import { expect, test } from "vitest";
import { createTestClient } from "#lib/simulator/test-client";

test("five calls a second pass, the sixth waits for the next one", () => {
  const { call, wait } = createTestClient({ rateLimits: true });
  wait(200);
  const statuses = Array.from({ length: 6 }, () => call("GET", "/user").status);
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  const refused = call("GET", "/user");
  expect(refused.headers["retry-after"]).toBe("1");
  expect(refused.json).toEqual({ code: "000429", error: expect.any(String) });
  wait(799);
  expect(call("GET", "/user").status).toBe(429);
  wait(1);
  expect(call("GET", "/user").status).toBe(200);
});

test("all logins of a user share his limit, other users have theirs", () => {
  const { call } = createTestClient({ rateLimits: true });
  const { json } = call("POST", "/logins", { body: { login: { type: "api", name: "other" } } });
  const authorization = `KISI-LOGIN ${json.secret}`;
  const statuses = Array.from({ length: 5 }, () => call("GET", "/user", { authorization }).status);
  expect(statuses).toEqual([200, 200, 200, 200, 429]);
  expect(call("GET", "/user").status).toBe(429);
  expect(call("GET", "/user", { key: "sync" }).status).toBe(200);
});

test("without authorization, or with a bad key, the address counts", () => {
  const { call } = createTestClient({ rateLimits: true });
  const find = (address: string) => call("POST", "/organizations/find", { key: null, address }).status;
  expect(Array.from({ length: 4 }, () => find("192.0.2.1"))).toEqual([200, 200, 200, 200]);
  expect(call("GET", "/user", { authorization: "KISI-LOGIN wrong", address: "192.0.2.1" }).status).toBe(401);
  expect(find("192.0.2.1")).toBe(429);
  expect(find("192.0.2.2")).toBe(200);
});

test.each([
  ["/event_sets", { event_set: {} }, 1_000],
  ["/signed_upload_urls", { signed_upload_url: { file_name: "a.csv" } }, 10_000],
])("POST %s passes once in its window", (path, body, windowMs) => {
  const { call, wait } = createTestClient({ rateLimits: true });
  expect(call("POST", path, { body }).status).toBe(200);
  expect(call("POST", path, { body })).toMatchObject({
    status: 429,
    headers: { "retry-after": String(windowMs / 1_000) },
  });
  wait(windowMs);
  expect(call("POST", path, { body }).status).toBe(200);
});

test("the limits and their Retry-After can be switched off", () => {
  const { call, simulator } = createTestClient({ rateLimits: true, retryAfter: false });
  const statuses = () => Array.from({ length: 7 }, () => call("GET", "/user").status);
  expect(statuses().at(-1)).toBe(429);
  expect(call("GET", "/user").headers).not.toHaveProperty("retry-after");
  simulator.configure({ rateLimits: false });
  expect(statuses().at(-1)).toBe(200);
});

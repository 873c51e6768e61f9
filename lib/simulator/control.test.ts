import { expect, test } from "vitest";
import { answerControl } from "#lib/simulator/control";
import { createTestClient } from "#lib/simulator/test-client";

function control(method: string, path: string, body: unknown = {}, contentType = "application/json") {
  const client = createTestClient();
  const send = (verb: string, to: string, sent: unknown, type: string) =>
    answerControl(client.simulator, { method: verb, path: to, contentType: type, body: JSON.stringify(sent) });
  return { ...client, send, answer: send(method, path, body, contentType) };
}

test("tells its scenarios, settings, counters, keys and presets", () => {
  const { call, send } = control("GET", "/_simulator");
  call("GET", "/locks/50001");
  call("GET", "/locks/4");
  const { body } = send("GET", "/_simulator", {}, "");
  expect(body).toMatchObject({
    scenarios: [],
    settings: { rateLimits: false, retryAfter: true },
    counters: {
      total: 2,
      byStatus: { "200": 1, "404": 1 },
      byRoute: { "GET /locks/{id}": { "200": 1, "404": 1 } },
    },
    presets: expect.arrayContaining(["healthy", "outage"]),
  });
  expect(send("GET", "/_simulator/requests", {}, "").body).toMatchObject([
    { method: "GET", path: "/locks/50001", status: 200, fault: null },
    { method: "GET", path: "/locks/4", status: 404 },
  ]);
});

test("sets scenarios by name and in full, settings, and everything back", () => {
  const { call, send, answer } = control("POST", "/_simulator/scenarios", { preset: "outage" });
  expect(answer.status).toBe(200);
  expect(call("GET", "/user").status).toBe(503);
  const full = { scenarios: [{ effect: { kind: "revoked" }, keys: ["mobile"] }] };
  expect(send("POST", "/_simulator/scenarios", full, "application/json").status).toBe(200);
  expect([call("GET", "/user").status, call("GET", "/user", { key: "mobile" }).status]).toEqual([200, 401]);
  const settings = send("POST", "/_simulator/settings", { rateLimits: true }, "application/json");
  expect(settings.body).toEqual({ settings: { rateLimits: true, retryAfter: true } });
  send("POST", "/_simulator/reset", {}, "application/json");
  expect(send("GET", "/_simulator", {}, "").body).toMatchObject({ scenarios: [], counters: { total: 0 } });
});

test.each([
  ["POST", "/_simulator/scenarios", { preset: "nothing" }, "application/json", 422],
  ["POST", "/_simulator/scenarios", { scenarios: [{ effect: { kind: "fire" } }] }, "application/json", 422],
  [
    "POST",
    "/_simulator/scenarios",
    { scenarios: [{ effect: { kind: "revoked" }, share: 1 }] },
    "application/json",
    422,
  ],
  ["POST", "/_simulator/settings", { speed: 1 }, "application/json", 422],
  ["POST", "/_simulator/reset", {}, "text/plain", 415],
  ["POST", "/_simulator/elsewhere", {}, "application/json", 404],
  ["GET", "/_simulator/elsewhere", {}, "", 404],
  ["DELETE", "/_simulator", {}, "", 404],
])("%s %s with %j as %s is a %i in words", (method, path, body, type, status) => {
  const { answer } = control(method, path, body, type);
  expect(answer).toEqual({ status, body: { error: expect.any(String) } });
});

import { expect, test } from "vitest";
import { sampleSignIn } from "#lib/simulator/sample-keys";
import { createTestClient } from "#lib/simulator/test-client";

const { domain, email, emailWithSecondFactor, password, otp, backupCode } = sampleSignIn;

function signIn(user: object, login: object = { type: "device", name: "phone" }) {
  return createTestClient().call("POST", "/logins", { key: null, body: { login, user } });
}

test.each([
  ["no credentials", {}, 401, "afc516"],
  ["an unknown domain", { domain: "nobody", email, password }, 404, "000000"],
  ["an unknown address", { domain, email: "x@y.example", password }, 401, "afc516"],
  ["a wrong password", { domain, email, password: "wrong" }, 401, "afc516"],
  ["no second factor", { domain, email: emailWithSecondFactor, password }, 401, "afc526"],
  ["a wrong code", { domain, email: emailWithSecondFactor, password, otp_attempt: "000000" }, 401, "afc536"],
  ["a wrong backup code", { domain, email: emailWithSecondFactor, password, otp_attempt: "backup99" }, 401, "afc546"],
])("a sign-in with %s is refused", (_, user, status, code) => {
  const answer = signIn(user);
  expect([answer.status, answer.json.code]).toEqual([status, code]);
});

test.each([otp, Number(otp), backupCode])("the second factor %s is right", (attempt) => {
  expect(signIn({ domain, email: emailWithSecondFactor, password, otp_attempt: attempt }).status).toBe(200);
});

test("a sign-in gives a key that works until it is deleted, and the secret in that answer only", () => {
  const { call } = createTestClient();
  const body = { login: { type: "device", name: "phone" }, user: { domain, email, password } };
  const { json: login } = call("POST", "/logins", { key: null, body });
  expect(login.secret).toMatch(/^[0-9a-f]{32}$/);
  expect(login.authentication_token).toBe(login.secret);
  const authorization = `KISI-LOGIN ${login.secret}`;
  expect(call("GET", "/user", { authorization }).json.email).toBe(email);
  expect(call("GET", "/login", { authorization }).json.id).toBe(login.id);
  expect(call("GET", "/logins").text).not.toContain(login.secret);
  expect(call("DELETE", `/logins/${login.id}`).status).toBe(204);
  expect(call("GET", "/user", { authorization })).toMatchObject({ status: 401, json: { code: "afc496" } });
});

test("the eleventh API login is refused; the 41st device login pushes out the least used", () => {
  const { call, simulator, wait } = createTestClient();
  const user = { domain, email, password };
  const add = (type: string) => call("POST", "/logins", { key: null, body: { login: { type }, user } });
  const answers = Array.from({ length: 10 }, () => add("api").status);
  expect(answers.at(-1)).toBe(403);
  const devices = Array.from({ length: 41 }, () => {
    wait(1_000);
    return add("device").json.id;
  });
  expect(simulator.ids("logins", { type: "device" })).toEqual(devices.slice(1));
});

test("an administrator makes device logins for others, but no API logins", () => {
  const { call } = createTestClient();
  const { email: other } = call("GET", "/users/100020").json;
  const ask = (type: string, key: "owner" | "viewer") =>
    call("POST", "/logins", { key, body: { login: { type, email: other } } }).status;
  expect([ask("device", "owner"), ask("api", "owner"), ask("device", "viewer")]).toEqual([200, 403, 403]);
});

test.each([
  ["none", undefined],
  ["an unknown key", "KISI-LOGIN nobody-knows-this-key-0000000000"],
  ["no scheme", "simulated-owner-key-no-secret-a1f0"],
  ["another scheme", "Basic c2ltdWxhdGVkOm93bmVy"],
  ["a service", "KISI-SERVICE simulated-owner-key-no-secret-a1f0"],
  ["an access key where none is taken", "KISI-ACCESS-KEY simulated-access-key-no-secret-66bd"],
])("with %s as authorization the answer is 401", (_, authorization) => {
  const { call } = createTestClient();
  const answer = call("GET", "/users", authorization === undefined ? { key: null } : { authorization });
  expect([answer.status, answer.json]).toEqual([401, { code: "afc496", error: "Access denied." }]);
});

test("signing up needs a body, a token and a password, and is refused twice for the same address", () => {
  const { call } = createTestClient();
  const user = { password: "long enough", terms_and_conditions: true };
  const signUp = (body: unknown) => call("POST", "/users/sign_up", { key: null, body }).status;
  expect(signUp({})).toBe(400);
  expect(signUp({ user: {}, token: "alder-finch:new" })).toBe(422);
  expect(signUp({ user, token: "nowhere:new" })).toBe(404);
  expect(signUp({ user, token: "alder-finch:new" })).toBe(200);
  expect(signUp({ user, token: "alder-finch:new" })).toBe(409);
});

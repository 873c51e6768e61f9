import { expect, test } from "vitest";
import { AppError } from "#lib/errors";
import { readEnv } from "#lib/server/env";

test("an empty environment gets the documented defaults", () => {
  expect(readEnv({})).toEqual({
    host: "127.0.0.1",
    port: 3000,
    dataDir: "./data",
    secret: null,
    newSecret: null,
    admin: null,
    apiToken: null,
    gatewayToken: null,
    allowedHosts: [],
    trustProxy: false,
    publicUrl: null,
    oidc: null,
    kisiBaseUrl: "https://api.kisi.io",
    kisiApiKey: null,
    integrationIdentifier: null,
    integrationContact: null,
    retentionDays: 30,
    allowPrivateWebhooks: false,
    heartbeatUrl: null,
    mail: null,
    pacer: true,
    logLevel: "info",
  });
});

test("an empty variable counts as absent", () => {
  expect(readEnv({ PORT: "", KISI_API_KEY: "" }).port).toBe(3000);
});

test.each([
  ["PORT", "http"],
  ["PORT", "70000"],
  ["PORT", "3000.5"],
  ["AJAR_ADMIN_EMAIL", "not-an-address"],
  ["AJAR_API_TOKEN", "short"],
  ["AJAR_GATEWAY_TOKEN", "short"],
  ["AJAR_TRUST_PROXY", "yes please"],
  ["AJAR_PUBLIC_URL", "ajar.example.com"],
  ["KISI_BASE_URL", "api.kisi.io"],
  ["KISI_BASE_URL", "http://api.kisi.io"],
  ["KISI_BASE_URL", "https://api.kisi.io/v1"],
  ["KISI_BASE_URL", "ftp://api.kisi.io"],
  ["KISI_API_KEY", "has a space"],
  ["KISI_INTEGRATION_IDENTIFIER", "line\nbreak"],
  ["AJAR_RETENTION_DAYS", "0"],
  ["AJAR_ALLOW_PRIVATE_WEBHOOKS", "perhaps"],
  ["AJAR_OIDC_ISSUER", "login.example.com"],
  ["AJAR_HEARTBEAT_URL", "hc.example.com"],
  ["SMTP_URL", "https://mail.example.com"],
  ["SMTP_FROM", "no address"],
  ["SMTP_FROM", "alone@example.com"],
  ["AJAR_PACER", "maybe"],
  ["AJAR_LOG_LEVEL", "loud"],
])("%s=%j stops the start with a line that names it and gives an example", (name, value) => {
  const attempt = () => readEnv({ [name]: value });
  expect(attempt).toThrow(AppError);
  expect(attempt).toThrow(new RegExp(`^${name}: .*for example ${name}=`, "m"));
});

test.each([
  ["PORT", "http", "must be a number"],
  ["AJAR_RETENTION_DAYS", "500", "must be at most 400"],
  ["AJAR_PACER", "maybe", "must be one of on, off"],
  ["AJAR_ADMIN_EMAIL", "me", "must be an e-mail address, such as you@example.com"],
])("%s=%s: %s", (name, value, words) => {
  expect(() => readEnv({ [name]: value })).toThrow(`${name}: ${words} (for example`);
});

test("the value of a bad secret is not repeated", () => {
  expect(() => readEnv({ AJAR_API_TOKEN: "hunter2-secret" })).toThrow(/^(?!.*hunter2)/s);
});

test("all that is wrong is said at once", () => {
  expect(() => readEnv({ PORT: "x", AJAR_PACER: "x" })).toThrow(/PORT.*\n.*AJAR_PACER/s);
});

test("administrator's e-mail and password go together", () => {
  expect(() => readEnv({ AJAR_ADMIN_EMAIL: "a@example.com" })).toThrow(/set both or none/);
  expect(readEnv({ AJAR_ADMIN_EMAIL: "a@example.com", AJAR_ADMIN_PASSWORD: "long enough" }).admin).toEqual({
    email: "a@example.com",
    password: "long enough",
  });
});

test("plain http reaches a loopback upstream only", () => {
  expect(readEnv({ KISI_BASE_URL: "http://127.0.0.1:4010/" }).kisiBaseUrl).toBe("http://127.0.0.1:4010");
  expect(readEnv({ KISI_BASE_URL: "http://[::1]:4010" }).kisiBaseUrl).toBe("http://[::1]:4010");
});

test("allowed hosts are split, trimmed and lower-cased", () => {
  expect(readEnv({ AJAR_ALLOWED_HOSTS: " Ajar.example.com , 10.0.0.5:3000," }).allowedHosts).toEqual([
    "ajar.example.com",
    "10.0.0.5:3000",
  ]);
});

import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { redactAnswer } from "#lib/recorder/redact-answer";

const key = "9f8e7d6c5b4a39281706f5e4d3c2b1a0";
const headers = ["Content-Type", "application/json", "X-Collection-Range", "0-1/2", "Set-Cookie", "sid=abcdefgh"];

test("shows people and things, and hides keys and tokens", () => {
  const users = [
    { id: 1, name: "Anna", email: "anna@example.com", otp_required_for_login: false },
    { id: 2, secret: "s3cret", echo: key, cookie_echo: "abcdefgh" },
  ];
  const answer = redactAnswer({ headers, body: Buffer.from(JSON.stringify(users)) }, [key]);
  expect(answer.headers).toEqual([
    ["Content-Type", "application/json"],
    ["X-Collection-Range", "0-1/2"],
    ["Set-Cookie", "[redacted]"],
  ]);
  expect(answer.body).toBe(
    JSON.stringify([users[0], { id: 2, secret: "[redacted]", echo: "[redacted]", cookie_echo: "[redacted]" }], null, 2),
  );
});

test("unpacks, and bounds what is shown", () => {
  const list = Array.from({ length: 20_000 }, (_, id) => ({ id, name: `Door ${id}` }));
  const body = gzipSync(JSON.stringify(list));
  const answer = redactAnswer({ headers: ["Content-Encoding", "gzip"], body }, []);
  expect(answer.bodyBytes).toBe(body.length);
  expect(answer.body?.length).toBeGreaterThan(200_000);
  expect(answer.body?.length).toBeLessThanOrEqual(262_144);
  expect(JSON.parse(answer.body ?? "").slice(0, -1)).toEqual(list.slice(0, JSON.parse(answer.body ?? "").length - 1));
});

test.each([
  ["nothing", "", null],
  ["HTML", "<h1>x</h1>", null],
  ["JSON that was cut", '{"a":1,"b":"c', '{\n  "a": 1,\n  "…": "…"\n}'],
])("of %s it shows %j", (_, body, shown) => {
  expect(redactAnswer({ headers: [], body: Buffer.from(body), cut: true }, []).body).toBe(shown);
});

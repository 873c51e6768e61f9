import type { LookupAddress } from "node:dns";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createSender } from "#lib/alerts/channels/create-sender";
import type { LookupAll } from "#lib/alerts/channels/guarded-agent";

// Whatever is sent goes through the sender that the app uses, so that a guard which is not wired would be seen.

let reached = 0;
const server = createServer((request, response) => {
  reached += 1;
  if (request.url === "/redirect") response.writeHead(307, { location: `http://127.0.0.1:${port()}/` });
  response.end("here");
});
const port = () => (server.address() as AddressInfo).port;

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
beforeEach(() => {
  reached = 0;
});
afterAll(() => void server.close());

const resolvesTo =
  (...answers: (readonly string[])[]): LookupAll =>
  (_host, _options, done) => {
    const addresses = (answers.length > 1 ? answers.shift() : answers[0]) ?? [];
    done(
      null,
      addresses.map((address): LookupAddress => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
  };

function post(url: string, { allowPrivate = false, lookup }: { allowPrivate?: boolean; lookup?: LookupAll } = {}) {
  const sender = createSender({ allowPrivate, mail: null, version: "0", now: Date.now, ...(lookup ? { lookup } : {}) });
  const target = { kind: "slack", url } as const;
  const payload = JSON.stringify({
    type: "alert.test",
    timestamp: "2026-01-01T00:00:00.000Z",
    data: {
      ...{ alertId: "a", rule: "r", kind: "self", severity: "notice", value: 0, threshold: 0, windowSeconds: 0 },
      ...{ attempts: 0, bad: 0, startedAt: "2026-01-01T00:00:00.000Z", endedAt: null, summary: "s" },
      ...{ url: "http://127.0.0.1/", subjects: [], subjectCount: 0, runbook: null },
    },
  });
  return sender.send(target, { id: "msg_1", payload }, new AbortController().signal).finally(sender.close);
}

const spellings = [
  "127.0.0.1",
  "localhost",
  "127.1",
  "2130706433",
  "0x7f000001",
  "0177.0.0.1",
  "127.0.1",
  "0.0.0.0",
  "0",
  "[::1]",
  "[::]",
  "[::ffff:127.0.0.1]",
  "[::ffff:7f00:1]",
  "[::127.0.0.1]",
  "[64:ff9b::7f00:1]",
  "[2002:7f00:1::]",
  "[fc00::1]",
  "[fe80::1]",
  "[fec0::1]",
  "10.0.0.1",
  "172.16.0.1",
  "192.168.1.1",
  "169.254.169.254",
  "100.64.0.1",
  "198.18.0.1",
  "224.0.0.1",
  "①②⑦.0.0.1",
];

test.each(spellings.flatMap((host) => [`https://${host}/`, `https://${host}:1/`, `http://${host}:PORT/`]))(
  "%s is not reached",
  async (url) => {
    const result = await post(url.replace("PORT", String(port())));
    expect(result).toMatchObject({ kind: "later", words: expect.stringContaining("is not sent to") });
    expect(reached).toBe(0);
  },
);

test.each([
  ["a private address", [["10.0.0.1"]]],
  ["a public and a private one", [["93.184.216.34", "127.0.0.1"]]],
  ["a public and a private one of the other family", [["93.184.216.34", "::1"]]],
  ["a private one that the next look would hide", [["127.0.0.1"], ["93.184.216.34"]]],
] as const)("a name that is %s is not reached", async (_words, answers) => {
  const result = await post("https://hooks.example.com/", { lookup: resolvesTo(...answers) });
  expect(result).toMatchObject({ kind: "later", words: expect.stringContaining("is not sent to") });
  expect(reached).toBe(0);
});

test.each(["http://hooks.example.com/", "https://hooks.example.com:8443/", "http://hooks.example.com:443/"])(
  "a public address is sent to by https on 443 alone: not %s",
  async (url) => {
    const lookup = resolvesTo(["93.184.216.34"]);
    for (const allowPrivate of [false, true]) {
      const result = await post(url, { lookup, allowPrivate });
      expect(result).toMatchObject({ words: expect.stringContaining("must be https on port 443") });
    }
  },
);

test("with leave, a loopback address is sent to by http on any port, but never a link-local one", async () => {
  const url = `http://hooks.example.com:${port()}/`;
  expect(await post(url, { allowPrivate: true, lookup: resolvesTo(["127.0.0.1"]) })).toEqual({
    kind: "delivered",
    words: "200: here",
  });
  expect(reached).toBe(1);
  expect(await post("http://169.254.169.254/latest/meta-data", { allowPrivate: true })).toMatchObject({
    words: expect.stringContaining("linkLocal"),
  });
});

test("a redirect is not followed", async () => {
  const result = await post(`http://127.0.0.1:${port()}/redirect`, { allowPrivate: true });
  expect(result).toMatchObject({ kind: "refused", words: expect.stringContaining("307") });
  expect(reached).toBe(1);
});

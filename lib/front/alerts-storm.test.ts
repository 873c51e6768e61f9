import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { startLoopbackReceiver } from "#lib/alerts/channels/loopback-receiver";
import { startAjar } from "#lib/front/start";
import type { AlertMessage } from "#lib/model/alert-message";
import { readEnv } from "#lib/server/env";
import { temporaryDirectory } from "#lib/store/sqlite/temporary-directory";

const token = "a-gateway-token-for-tests-only";
const secret = `whsec_${Buffer.alloc(32, 3).toString("base64")}`;

/** A Kisi that answers what the path says. */
async function startKisi() {
  const server = createServer((request, response) => {
    const status = Number(request.url?.split("/").at(-1));
    response.writeHead(status, { "content-type": "application/json" }).end("{}");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function startAll() {
  const kisi = await startKisi();
  const receiver = await startLoopbackReceiver();
  const ajar = await startAjar({
    env: readEnv({
      PORT: "0",
      AJAR_DATA_DIR: temporaryDirectory(),
      AJAR_GATEWAY_TOKEN: token,
      AJAR_ALLOW_PRIVATE_WEBHOOKS: "true",
      AJAR_PACER: "off",
      AJAR_LOG_LEVEL: "silent",
      KISI_BASE_URL: kisi.origin,
    }),
    development: false,
    demo: false,
    version: "0",
    prepareNext: async () => (_request, response) => void response.end(),
  });
  await ajar.app.alerts.channels.create({ kind: "webhook", name: "On call", url: receiver.origin, secret });
  const call = async (path: string) => {
    const response = await fetch(`${ajar.address}/kisi${path}`, { headers: { "x-ajar-token": token } });
    await response.arrayBuffer();
  };
  const messages = () => receiver.received.map(({ body }) => JSON.parse(body) as AlertMessage);
  const stop = async () => {
    await ajar.stop();
    await receiver[Symbol.asyncDispose]();
    kisi.server.close();
  };
  return { app: ajar.app, call, receiver, messages, stop };
}

test("a storm of 4xx through the gateway is one signed message, which says what it is about", async () => {
  const { app, call, receiver, messages, stop } = await startAll();
  try {
    await Promise.all(Array.from({ length: 20 }, () => call("/locks/200")));
    await app.alerts.look();
    expect(messages()).toEqual([]);
    await Promise.all(Array.from({ length: 60 }, (_, n) => call(n % 2 === 0 ? "/locks/404" : "/members/422")));
    await app.alerts.look();
    await expect.poll(() => receiver.received.length).toBe(1);
    for (let n = 0; n < 5; n += 1) await app.alerts.look();
    expect(messages()).toHaveLength(1);
    const [message] = messages();
    expect(message).toMatchObject({
      type: "alert.firing",
      data: { kind: "suspension_risk", severity: "critical", attempts: 80, bad: 60, endedAt: null },
    });
    const { body = "", headers = {} } = receiver.received[0] ?? {};
    expect(new Webhook(secret).verify(body, headers as Record<string, string>)).toEqual(message);
    const [delivery] = await app.alerts.listDeliveries({ state: null, alertId: null, channelId: null, limit: 9 });
    expect(headers["webhook-id"]).toBe(delivery?.id);
  } finally {
    await stop();
  }
});

test.each([
  ["1 of 2", [200, 404]],
  ["2 of 3", [404, 404, 200]],
  ["4 of 4", [404, 404, 404, 404]],
])("%s failed: no alarm", async (_words, statuses) => {
  const { app, call, messages, stop } = await startAll();
  try {
    for (const status of statuses) await call(`/locks/${status}`);
    for (let n = 0; n < 3; n += 1) await app.alerts.look();
    expect(await app.alerts.list({ state: null, ruleId: null, fromMs: 0, toMs: 1e15, limit: 9 })).toEqual([]);
    expect(messages()).toEqual([]);
  } finally {
    await stop();
  }
});

import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { startLoopbackReceiver } from "#lib/alerts/channels/loopback-receiver";
import type { AlertMessage } from "#lib/model/alert-message";
import { type AjarProcess, startAjar } from "./ajar-process";
import { callThrough, openTo, tokens } from "./gateway-client";
import { startStatusKisi } from "./status-kisi";

type Json = Readonly<Record<string, unknown>>;

async function ask<T = Json>(ajar: AjarProcess, method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${ajar.origin}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${tokens.api}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

const listDelivered = async (ajar: AjarProcess) =>
  (await ask<{ data: unknown[] }>(ajar, "GET", "/deliveries?state=delivered")).data;

const env = { AJAR_ALLOW_PRIVATE_WEBHOOKS: "true", AJAR_PACER: "off" };

test("a 4xx storm through the gateway is one alert.firing within 15 s, with a valid signature", async () => {
  await using kisi = await startStatusKisi();
  await using receiver = await startLoopbackReceiver();
  await using ajar = await startAjar({ env: { ...openTo(kisi.origin), ...env } });
  const { secret } = await ask<{ secret: string }>(ajar, "POST", "/channels", {
    kind: "webhook",
    name: "On call",
    url: receiver.origin,
  });
  const storm = Array.from({ length: 60 }, (_, n) => callThrough(ajar, n % 2 === 0 ? "/locks/404" : "/members/422"));
  await Promise.all(storm);
  await expect.poll(() => receiver.received.length, { timeout: 15_000, interval: 100 }).toBe(1);
  const { body, headers } = receiver.received[0] ?? { body: "", headers: {} };
  const message = new Webhook(secret).verify(body, headers as Record<string, string>) as AlertMessage;
  expect(message).toMatchObject({
    type: "alert.firing",
    data: { kind: "suspension_risk", severity: "critical" },
  });
  // A look may come in the middle of the storm; fewer than five never alarm.
  expect(message.data.bad).toBeGreaterThanOrEqual(5);
  const { data } = await ask<{ data: { id: string }[] }>(ajar, "GET", "/alerts?state=firing");
  expect(data.map(({ id }) => id)).toEqual([message.data.alertId]);
});

test("a recovery is one alert.resolved, of the same alert, and a restart in between changes nothing", async () => {
  await using kisi = await startStatusKisi();
  await using receiver = await startLoopbackReceiver();
  const first = await startAjar({ env: { ...openTo(kisi.origin), ...env } });
  const { data: rules } = await ask<{ data: { id: string }[] }>(first, "GET", "/rules");
  await Promise.all(rules.map(({ id }) => ask(first, "DELETE", `/rules/${id}`)));
  await ask(first, "POST", "/channels", { kind: "webhook", name: "On call", url: receiver.origin });
  const rule = {
    kind: "failure_rate",
    windowSeconds: 60,
    threshold: 0.5,
    minCount: 5,
    keepFiringSeconds: 0,
    counts: ["client_error"],
  };
  await ask(first, "POST", "/rules", rule);
  await Promise.all(Array.from({ length: 20 }, () => callThrough(first, "/locks/404")));
  await expect.poll(() => receiver.received.length, { timeout: 15_000 }).toBe(1);
  // A message is sent at least once: killed before the answer is kept, it would rightly be sent again.
  await expect.poll(async () => (await listDelivered(first)).length).toBe(1);

  const { dataDir } = first;
  await first.end("SIGKILL");
  await using second = await startAjar({ env: { ...openTo(kisi.origin), ...env }, dataDir });
  await Promise.all(Array.from({ length: 60 }, () => callThrough(second, "/locks/200")));
  await expect.poll(() => receiver.received.length, { timeout: 90_000, interval: 500 }).toBe(2);
  const [firing, resolved] = receiver.received.map(({ body }) => JSON.parse(body) as AlertMessage);
  expect([firing?.type, resolved?.type]).toEqual(["alert.firing", "alert.resolved"]);
  expect(resolved?.data.alertId).toBe(firing?.data.alertId);
  await first[Symbol.asyncDispose]();
}, 180_000);

test("what the API keeps of alerts can be made, read, changed and undone", async () => {
  await using kisi = await startStatusKisi();
  await using receiver = await startLoopbackReceiver();
  await using ajar = await startAjar({ env: { ...openTo(kisi.origin), ...env } });
  const rule = await ask<{ id: string }>(ajar, "POST", "/rules", { kind: "latency", threshold: 800 });
  expect(await ask(ajar, "PATCH", `/rules/${rule.id}`, { enabled: false })).toMatchObject({ enabled: false });
  await expect(ask(ajar, "POST", "/rules/default-self/backtest", {})).rejects.toThrow(/422/);
  expect(await ask(ajar, "POST", "/rules/default-spike/backtest", { last: "24h" })).toMatchObject({
    summary: "No alert",
  });
  await ask(ajar, "DELETE", `/rules/${rule.id}`);
  await expect(ask(ajar, "GET", `/rules/${rule.id}`)).rejects.toThrow(/404/);

  const until = new Date(Date.now() + 3_600_000).toISOString();
  const silence = await ask<{ id: string }>(ajar, "POST", "/silences", { until, reason: "a move" });
  expect(await ask(ajar, "GET", "/silences")).toMatchObject({
    data: [{ reason: "a move", ruleId: null }],
  });
  await ask(ajar, "DELETE", `/silences/${silence.id}`);

  const channel = await ask<{ id: string }>(ajar, "POST", "/channels", {
    kind: "slack",
    name: "S",
    url: receiver.origin,
  });
  receiver.answerWith(() => ({ status: 400, body: "invalid_payload" }));
  const tested = await ask(ajar, "POST", `/channels/${channel.id}/test`);
  expect(tested).toEqual({ delivered: false, answer: "400: invalid_payload" });
  const { data: dead } = await ask<{ data: { id: string }[] }>(ajar, "GET", "/deliveries?state=dead");
  receiver.answerWith(() => ({ status: 200, body: "ok" }));
  await ask(ajar, "POST", `/deliveries/${dead[0]?.id}/replay`);
  await expect.poll(async () => (await listDelivered(ajar)).length).toBe(1);
  await ask(ajar, "DELETE", `/channels/${channel.id}`);
  await expect(ask(ajar, "POST", "/channels", { kind: "webhook", name: "W", url: "ftp://x" })).rejects.toThrow(/400/);
  expect((await fetch(`${ajar.origin}/healthz/alerts`)).status).toBe(200);
});

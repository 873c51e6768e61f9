import { expect, test } from "vitest";
import { openAlerts } from "#lib/alerts/alerts";
import type { Counts } from "#lib/alerts/counts";
import type { RuleFacts } from "#lib/alerts/read-rule-data";
import { sampleFacts } from "#lib/alerts/sample-facts";
import type { Alert } from "#lib/model/alert";
import type { AlertMessage } from "#lib/model/alert-message";
import { createSecretBox } from "#lib/secrets/secret-box";
import { openSqliteStore } from "#lib/store/sqlite/open";
import { temporaryDirectory } from "#lib/store/sqlite/temporary-directory";
import { systemClock } from "#lib/time/clock";
import { createFakeClock } from "#lib/time/fake-clock";

const failing: Counts = { byOutcome: { server_error: 50, success: 50 }, unauthorized: 0, refused: 0 };
const well: Counts = { byOutcome: { success: 100 }, unauthorized: 0, refused: 0 };
const every = { state: null, ruleId: null, fromMs: 0, toMs: 1e15, limit: 100 };

/** Alerts over a real store and a fake clock; what is sent is kept here. */
async function setUp(changes: Partial<RuleFacts> = {}) {
  const store = await openSqliteStore({ dir: temporaryDirectory(), clock: systemClock });
  const clock = createFakeClock();
  const state: { counts: Counts | null } = { counts: well };
  const news: Alert[] = [];
  let ids = 0;
  const open = () =>
    openAlerts({
      store,
      box: createSecretBox(Buffer.alloc(32, 5)),
      clock,
      random: () => 0,
      newId: () => {
        ids += 1;
        return `id-${ids}`;
      },
      send: async () => ({ kind: "delivered", words: "200" }),
      publicUrl: "https://ajar.example.com",
      factsAt: () => sampleFacts(() => state.counts, changes),
      createDetector: () => expect.unreachable("nothing is tried on the past here"),
      onLook: () => {},
      onNews: (alerts) => news.push(...alerts),
      onTrouble: (words) => expect.unreachable(words),
    });
  const alerts = await open();
  await alerts.channels.create({ kind: "slack", name: "Slack", url: "https://hooks.slack.com/services/a/b/c" });
  const messages = async () => {
    const written = await store.listDeliveries({ state: null, alertId: null, channelId: null, limit: 500 });
    return written.toReversed().map(({ payload }) => JSON.parse(payload) as AlertMessage);
  };
  return { store, clock, state, news, alerts, open, messages };
}

test("a condition that toggles with every look for an hour writes one beginning and one end", async () => {
  const { store, clock, state, alerts, messages, news } = await setUp();
  const only = (await alerts.rules.list()).filter(({ kind }) => kind !== "failure_rate");
  for (const { id } of only) await alerts.rules.change(id, { enabled: false });
  for (let n = 0; n < 720; n += 1) {
    state.counts = n % 2 === 0 ? failing : well;
    await alerts.look();
    await clock.advance(5_000);
  }
  state.counts = well;
  for (let n = 0; n < 130; n += 1) {
    await alerts.look();
    await clock.advance(5_000);
  }
  const written = await messages();
  expect(written.map(({ type }) => type)).toEqual(["alert.firing", "alert.resolved"]);
  expect(written[1]?.data.alertId).toBe(written[0]?.data.alertId);
  expect(written[0]?.data.url).toBe(`https://ajar.example.com/alerts/${written[0]?.data.alertId}`);
  expect(news.map(({ state: one }) => one)).toEqual(["firing", "resolved"]);
  await store.close();
}, 120_000);

test("an idle night, and a week of nothing, raise no alarm", async () => {
  const { store, clock, state, alerts } = await setUp();
  state.counts = null;
  for (let minutes = 0; minutes < 7 * 24 * 60; minutes += 30) {
    await alerts.look();
    await clock.advance(30 * 60_000);
  }
  expect(await alerts.list(every)).toEqual([]);
  await store.close();
}, 120_000);

test.each([
  ["too many", 12, ["self"]],
  ["few", 11, ["failure_rate", "self"]],
])("of 100 attempts %s were lost: %i", async (_words, lost, kinds) => {
  const self = async () => ({ lost, lateMs: null, lastDeadAtMs: null });
  const { store, state, alerts } = await setUp({ lostSince: () => lost, self });
  state.counts = failing;
  await alerts.look();
  expect((await alerts.list(every)).map(({ kind }) => kind).sort()).toEqual(kinds);
  await store.close();
});

test("after a restart it looks once, marks the gap, and goes on with the same alert", async () => {
  const { store, clock, state, alerts, open, messages } = await setUp();
  state.counts = failing;
  await alerts.look();
  await clock.advance(3_600_000);
  const restarted = await open();
  state.counts = well;
  await restarted.look();
  const [alert] = await restarted.list(every);
  expect(alert).toMatchObject({ kind: "failure_rate", state: "firing" });
  const { events } = await restarted.get(alert?.id ?? "");
  expect(events.map(({ kind }) => kind)).toEqual(["fired", "gap"]);
  for (let n = 0; n < 11; n += 1) {
    await clock.advance(60_000);
    await restarted.look();
  }
  expect((await messages()).map(({ type }) => type)).toEqual(["alert.firing", "alert.resolved"]);
  await store.close();
});

test("rules that were removed do not come back with the next start", async () => {
  const { store, alerts, open } = await setUp();
  for (const { id } of await alerts.rules.list()) await alerts.rules.remove(id);
  expect(await (await open()).rules.list()).toEqual([]);
  await store.close();
});

test("a rule that could never be right is refused with the field that is wrong", async () => {
  const { store, alerts } = await setUp();
  const { create } = alerts.rules;
  for (const [kind, wanted, path] of [
    ["failure_rate", { threshold: 20 }, "threshold"],
    ["failure_rate", { threshold: 0 }, "threshold"],
    ["latency", { threshold: 100, recoveryThreshold: 101 }, "recoveryThreshold"],
    ["self", { groupBy: "route" }, "groupBy"],
  ] as const) {
    await expect(create(kind, wanted)).rejects.toMatchObject({ code: "bad_input", errors: [{ path }] });
  }
  expect(await create("failure_rate", { threshold: 0.4 })).toMatchObject({ threshold: 0.4, recoveryThreshold: 0.2 });
  await store.close();
});

test("whoever acknowledges is named, and an alert that is over cannot be", async () => {
  const { store, clock, state, alerts } = await setUp();
  state.counts = failing;
  await alerts.look();
  const [alert] = await alerts.list(every);
  expect(await alerts.acknowledge(alert?.id ?? "", "jane@example.com")).toMatchObject({
    acknowledgedBy: "jane@example.com",
  });
  await alerts.look();
  const detail = await alerts.get(alert?.id ?? "");
  expect(detail.alert.acknowledgedBy).toBe("jane@example.com");
  expect(detail.events.at(-1)).toMatchObject({ kind: "acknowledged", who: "jane@example.com" });
  state.counts = well;
  for (let n = 0; n < 12; n += 1) {
    await clock.advance(60_000);
    await alerts.look();
  }
  await expect(alerts.acknowledge(alert?.id ?? "", "late")).rejects.toMatchObject({ code: "conflict" });
  await expect(alerts.acknowledge("unknown", "x")).rejects.toMatchObject({ code: "not_found" });
  await store.close();
});

test("neither the URL nor the secret of a channel is on the disk in clear", async () => {
  const { store, alerts } = await setUp();
  const { secret } = await alerts.channels.create({
    kind: "webhook",
    name: "W",
    url: "https://h.example.com/very-secret",
  });
  const kept = JSON.stringify(await store.listChannels());
  expect(secret).toMatch(/^whsec_/);
  expect(kept).not.toContain("very-secret");
  expect(kept).not.toContain("services/a/b/c");
  expect(kept).not.toContain(secret?.slice(6));
  expect((await alerts.channels.list()).map(({ target }) => target)).toEqual(["hooks.slack.com", "h.example.com"]);
  await store.close();
});

test("where all channels that a rule names are removed, its alerts go to every channel", async () => {
  const { store, state, alerts, messages } = await setUp();
  const { channel } = await alerts.channels.create({ kind: "email", name: "Mail", address: "call@example.com" });
  for (const { id } of await alerts.rules.list()) await alerts.rules.change(id, { channels: [channel.id] });
  await alerts.channels.remove(channel.id);
  state.counts = failing;
  await alerts.look();
  expect((await messages()).map(({ type }) => type)).toContain("alert.firing");
  await store.close();
});

test("a rule names channels that there are; one that was removed since may stay in it", async () => {
  const { store, alerts } = await setUp();
  const [channel] = await alerts.channels.list();
  const id = channel?.id ?? "";
  const refused = { code: "bad_input", errors: [{ path: "channels.1" }] };
  await expect(alerts.rules.create("latency", { channels: [id, "mistyped"] })).rejects.toMatchObject(refused);
  const rule = await alerts.rules.create("latency", { channels: [id] });
  await expect(alerts.rules.change(rule.id, { channels: [id, "mistyped"] })).rejects.toMatchObject(refused);
  await alerts.channels.remove(id);
  expect(await alerts.rules.change(rule.id, { threshold: 900 })).toMatchObject({ channels: [id] });
  expect(await alerts.rules.change(rule.id, { channels: [] })).toMatchObject({ channels: [] });
  await store.close();
});

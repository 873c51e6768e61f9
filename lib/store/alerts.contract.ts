import { expect, test } from "vitest";
import type { AlertEvent, Silence } from "#lib/model/alert";
import type { AlertsQuery, ChannelRecord, DeliveriesQuery } from "#lib/store/alert-store";
import { sampleAlert, sampleDelivery, sampleRule } from "#lib/store/sample-alert";
import { sampleAttempt } from "#lib/store/sample-attempt";
import type { Store } from "#lib/store/store";

const everyAlert: AlertsQuery = { state: null, ruleId: null, fromMs: 0, toMs: 1e15, limit: 100 };
const everyDelivery: DeliveriesQuery = { state: null, alertId: null, channelId: null, limit: 100 };

const channel: ChannelRecord = {
  id: "channel-1",
  kind: "webhook",
  name: "On call",
  target: "hooks.example.com",
  sealed: "v1.sealed",
  createdAtMs: 1,
  disabledAtMs: null,
};

const fired: AlertEvent = { alertId: "alert-1", atMs: 1_000, kind: "fired", who: null, words: "It began" };

/** Rules, alerts and the outbox as any store must keep them. */
export function describeAlerts(open: () => Promise<Store>): void {
  const withStore = (name: string, run: (store: Store) => Promise<void>) =>
    test(name, async () => {
      const store = await open();
      try {
        await run(store);
      } finally {
        await store.close();
      }
    });

  withStore("rules are kept whole, in the order in which they were made", async (store) => {
    const first = sampleRule({ filter: { route: ["GET /locks"] }, counts: ["server_error"], channels: ["a"] });
    const second = sampleRule({ id: "rule-2", createdAtMs: 2 });
    await store.createRules([second, first]);
    expect(await store.listRules()).toEqual([first, second]);
    expect(await store.replaceRule({ ...second, name: "Renamed", reminderSeconds: 600 })).toBe(true);
    expect(await store.replaceRule({ ...second, id: "unknown" })).toBe(false);
    expect((await store.listRules())[1]).toEqual({ ...second, name: "Renamed", reminderSeconds: 600 });
    expect(await store.deleteRule(first.id)).toBe(true);
    expect(await store.deleteRule(first.id)).toBe(false);
    expect(await store.listRules()).toHaveLength(1);
  });

  withStore("rules are made all together or not at all", async (store) => {
    await store.createRules([sampleRule()]);
    await expect(store.createRules([sampleRule({ id: "new" }), sampleRule()])).rejects.toThrow();
    expect(await store.listRules()).toHaveLength(1);
  });

  withStore("an alert, what happened to it and its messages are kept together or not at all", async (store) => {
    const alert = sampleAlert();
    await store.saveAlerts({ alerts: [alert], events: [fired], deliveries: [sampleDelivery()] });
    expect(await store.findAlert(alert.id)).toEqual(alert);
    expect(await store.findAlert("unknown")).toBeUndefined();
    expect(await store.listAlertEvents(alert.id)).toEqual([fired]);
    expect(await store.listDeliveries(everyDelivery)).toEqual([sampleDelivery()]);

    const ended = sampleAlert({ state: "resolved", endedAtMs: 2_000, ending: "recovered", peak: 0.9 });
    const ending: AlertEvent = { ...fired, atMs: 2_000, kind: "resolved" };
    // The id of the message is taken.
    await expect(
      store.saveAlerts({ alerts: [ended], events: [ending], deliveries: [sampleDelivery()] }),
    ).rejects.toThrow();
    expect(await store.findAlert(alert.id)).toEqual(alert);
    expect(await store.listAlertEvents(alert.id)).toEqual([fired]);
    await store.saveAlerts({ alerts: [ended], events: [ending], deliveries: [sampleDelivery({ id: "msg_2" })] });
    expect(await store.findAlert(alert.id)).toEqual(ended);
    expect(await store.listAlertEvents(alert.id)).toEqual([fired, ending]);
  });

  withStore("alerts are listed newest first, by their state, their rule and when they were firing", async (store) => {
    const over = sampleAlert({ id: "over", startedAtMs: 100, endedAtMs: 200, state: "resolved", ending: "recovered" });
    const old = sampleAlert({ id: "old", startedAtMs: 150, ruleId: "rule-2" });
    const fresh = sampleAlert({ id: "fresh", startedAtMs: 900 });
    await store.saveAlerts({ alerts: [old, fresh, over], events: [], deliveries: [] });
    const ids = async (changes: Partial<AlertsQuery>) =>
      (await store.listAlerts({ ...everyAlert, ...changes })).map(({ id }) => id);
    expect(await ids({})).toEqual(["fresh", "old", "over"]);
    expect(await ids({ state: "firing" })).toEqual(["fresh", "old"]);
    expect(await ids({ state: "resolved" })).toEqual(["over"]);
    expect(await ids({ ruleId: "rule-2" })).toEqual(["old"]);
    expect(await ids({ fromMs: 200, toMs: 900 })).toEqual(["old", "over"]);
    expect(await ids({ fromMs: 201, toMs: 901 })).toEqual(["fresh", "old"]);
    expect(await ids({ limit: 1 })).toEqual(["fresh"]);
  });

  withStore("silences are listed until they are over", async (store) => {
    const silence: Silence = { id: "s", ruleId: null, createdAtMs: 1, untilMs: 50, reason: "move", who: "owner" };
    await store.createSilence(silence);
    expect(await store.listSilences(49)).toEqual([silence]);
    expect(await store.listSilences(50)).toEqual([]);
    expect(await store.deleteSilence("s")).toBe(true);
    expect(await store.deleteSilence("s")).toBe(false);
  });

  withStore("of each alert and channel the oldest message waits first", async (store) => {
    const message = (id: string, alertId: string, channelId: string) => sampleDelivery({ id, alertId, channelId });
    const all = [
      message("1", "a", "x"),
      message("2", "a", "x"),
      message("3", "b", "x"),
      message("4", "a", "y"),
      message("5", "b", "x"),
    ];
    await store.saveAlerts({ alerts: [], events: [], deliveries: all });
    const waiting = async () => (await store.listWaitingDeliveries()).map(({ id }) => id);
    expect(await waiting()).toEqual(["1", "3", "4"]);
    const done = { state: "delivered", tries: 1, nextTryAtMs: null, lastTryAtMs: 9, lastAnswer: "200" } as const;
    await store.noteDelivery("1", done);
    expect(await waiting()).toEqual(["2", "3", "4"]);
    expect(await store.findDelivery("1")).toEqual({ ...all[0], ...done });
    expect(await store.findDelivery("9")).toBeUndefined();
    const again = { state: "pending", tries: 3, nextTryAtMs: 99, lastTryAtMs: 9, lastAnswer: "500" } as const;
    await store.noteDelivery("2", again);
    expect((await store.listWaitingDeliveries())[0]).toEqual({ ...all[1], ...again });
    const ids = async (changes: Partial<DeliveriesQuery>) =>
      (await store.listDeliveries({ ...everyDelivery, ...changes })).map(({ id }) => id);
    expect(await ids({})).toEqual(["5", "4", "3", "2", "1"]);
    expect(await ids({ state: "delivered" })).toEqual(["1"]);
    expect(await ids({ alertId: "a", channelId: "x" })).toEqual(["2", "1"]);
    expect(await ids({ limit: 2 })).toEqual(["5", "4"]);
  });

  withStore("what waits for a channel that is gone is given up, and no one else's", async (store) => {
    await store.createChannel(channel);
    await store.createChannel({ ...channel, id: "channel-2", createdAtMs: 2 });
    expect(await store.listChannels()).toEqual([channel, { ...channel, id: "channel-2", createdAtMs: 2 }]);
    const deliveries = [
      sampleDelivery(),
      sampleDelivery({ id: "msg_2", channelId: "channel-2" }),
      sampleDelivery({ id: "msg_3", alertId: "other", state: "delivered", nextTryAtMs: null }),
    ];
    await store.saveAlerts({ alerts: [], events: [], deliveries });
    expect(await store.disableChannel(channel.id, 7)).toBe(true);
    expect(await store.disableChannel(channel.id, 8)).toBe(false);
    expect((await store.listChannels())[0]).toEqual({ ...channel, disabledAtMs: 7 });
    expect(await store.findDelivery("msg_1")).toMatchObject({ state: "dead", nextTryAtMs: null });
    expect(await store.findDelivery("msg_2")).toMatchObject({ state: "pending" });
    expect(await store.findDelivery("msg_3")).toMatchObject({ state: "delivered" });
    expect(await store.deleteChannel("channel-2")).toBe(true);
    expect(await store.deleteChannel("channel-2")).toBe(false);
    expect(await store.findDelivery("msg_2")).toMatchObject({ state: "dead" });
    expect(await store.listChannels()).toHaveLength(1);
  });

  withStore("old messages are deleted in pieces, but never one that waits", async (store) => {
    const many = Array.from({ length: 450 }, (_, n) =>
      sampleDelivery({ id: `msg_${n}`, createdAtMs: n, state: n % 2 === 0 ? "delivered" : "dead", nextTryAtMs: null }),
    );
    const waiting = sampleDelivery({ id: "msg_waits", createdAtMs: 5 });
    await store.saveAlerts({ alerts: [sampleAlert()], events: [], deliveries: [...many, waiting] });
    const pieces: number[] = [];
    for (let done = -1; done !== 0; pieces.push(done)) done = await store.deleteDeliveriesBefore(420);
    expect(pieces.reduce((sum, done) => sum + done)).toBe(420);
    expect(pieces.length).toBeGreaterThan(2);
    const left = await store.listDeliveries({ ...everyDelivery, limit: 500 });
    expect(left.map(({ createdAtMs }) => createdAtMs).toSorted((a, b) => a - b)).toEqual([
      5,
      ...Array.from({ length: 30 }, (_, n) => 420 + n),
    ]);
    expect(await store.listWaitingDeliveries()).toMatchObject([{ id: "msg_waits" }]);
  });

  withStore(
    "routes that answered as deprecated are told with their last words, within the range alone",
    async (store) => {
      const told = (startedAtMs: number, route: string, deprecation: string | null, sunset: string | null) =>
        sampleAttempt({ callId: `${route} ${startedAtMs}`, startedAtMs, route, deprecation, sunset });
      await store.record([
        told(10, "GET /old", "true", null),
        told(20, "GET /old", "true", "soon"),
        told(15, "GET /older", null, "today"),
        told(15, "GET /fine", null, null),
        told(30, "GET /old", "true", "later"),
      ]);
      expect(await store.listDeprecatedRoutes({ fromMs: 10, toMs: 30 })).toEqual([
        { route: "GET /old", attempts: 2, lastAtMs: 20, deprecation: "true", sunset: "soon" },
        { route: "GET /older", attempts: 1, lastAtMs: 15, deprecation: null, sunset: "today" },
      ]);
      expect(await store.listDeprecatedRoutes({ fromMs: 31, toMs: 99 })).toEqual([]);
      const whole = { fromMs: 0, toMs: 99 };
      const ofRoute = await store.listDeprecatedRoutes(whole, { route: ["/old"], source: ["gateway"] });
      expect(ofRoute.map(({ route, attempts }) => [route, attempts])).toEqual([["GET /old", 3]]);
      expect(await store.listDeprecatedRoutes(whole, { source: ["otlp"] })).toEqual([]);
      expect(await store.listDeprecatedRoutes(whole, { integration: ["nobody"] })).toEqual([]);
    },
  );
}

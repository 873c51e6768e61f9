import { expect, test } from "vitest";
import type { SendResult } from "#lib/alerts/channels/send-result";
import type { OutgoingMessage } from "#lib/alerts/channels/webhook";
import { createOutbox } from "#lib/alerts/outbox";
import type { Delivery } from "#lib/model/delivery";
import type { ChannelRecord } from "#lib/store/alert-store";
import { sampleDelivery } from "#lib/store/sample-alert";
import { createFakeClock } from "#lib/time/fake-clock";

const later: SendResult = { kind: "later", words: "500", waitMs: null };
const delivered: SendResult = { kind: "delivered", words: "200" };

type Sent = { readonly atMs: number; readonly to: string; readonly id: string };

/** An outbox on a fake clock and a store in memory. `answer` plays the targets. */
function setUp(messages: readonly Delivery[], answer: (to: string, sent: number) => SendResult | Promise<SendResult>) {
  const clock = createFakeClock(0);
  const rows = new Map(messages.map((message) => [message.id, message]));
  const channels = new Map<string, ChannelRecord>(
    ["a", "b"].map((id, createdAtMs) => [
      id,
      { id, kind: "slack", name: id, target: id, sealed: id, createdAtMs, disabledAtMs: null },
    ]),
  );
  const sent: Sent[] = [];
  const troubles: string[] = [];
  let refusals = 0;
  const outbox = createOutbox({
    store: {
      listWaitingDeliveries: async () => {
        const waiting = [...rows.values()].filter(({ state }) => state === "pending");
        return [...Map.groupBy(waiting, (row) => `${row.channelId} ${row.alertId}`).values()].flatMap(
          ([first]) => first ?? [],
        );
      },
      listChannels: async () => [...channels.values()],
      noteDelivery: async (id, outcome) => {
        if (refusals > 0) {
          refusals -= 1;
          throw new Error("the disk is full");
        }
        const row = rows.get(id);
        if (row) rows.set(id, { ...row, ...outcome });
      },
      disableChannel: async (id, disabledAtMs) => {
        const channel = channels.get(id);
        if (channel) channels.set(id, { ...channel, disabledAtMs });
        return true;
      },
    },
    openTarget: ({ id }) => ({ kind: "slack", url: id }),
    send: async (target, { id }: OutgoingMessage) => {
      const to = target.kind === "slack" ? target.url : "";
      sent.push({ atMs: clock.now(), to, id });
      return answer(to, sent.filter((one) => one.id === id).length);
    },
    clock,
    random: () => 0,
    onTrouble: (words) => troubles.push(words),
  });
  const stop = new AbortController();
  const running = outbox.run(stop.signal);
  return {
    clock,
    outbox,
    rows,
    sent,
    troubles,
    channels,
    refuseNotes: (count: number) => {
      refusals = count;
    },
    stop: async () => {
      stop.abort();
      await running;
    },
  };
}

const toA = (id: string, alertId: string, changes: Partial<Delivery> = {}) =>
  sampleDelivery({ id, alertId, channelId: "a", nextTryAtMs: 0, ...changes });

test("a dead target gets each message eight times with the same id over 18 hours, then it is a dead letter", async () => {
  const { clock, sent, rows, troubles, stop } = setUp([toA("m", "x")], () => later);
  await clock.advance(24 * 3_600_000);
  expect(sent.map(({ id }) => id)).toEqual(Array(8).fill("m"));
  expect(sent.map(({ atMs }) => atMs / 1_000)).toEqual([0, 5, 65, 365, 2_165, 9_365, 27_365, 63_365]);
  expect(rows.get("m")).toMatchObject({ state: "dead", tries: 8, nextTryAtMs: null, lastAnswer: "500" });
  expect(troubles).toEqual(["a message was given up"]);
  await stop();
});

test("a target that hangs delays no other, and what it missed is not lost", async () => {
  const hangs = Promise.withResolvers<SendResult>();
  const messages = [toA("m1", "x"), sampleDelivery({ id: "m2", alertId: "x", channelId: "b", nextTryAtMs: 0 })];
  const { clock, sent, rows, stop } = setUp(messages, (to) => (to === "a" ? hangs.promise : delivered));
  await clock.advance(1);
  expect(rows.get("m2")).toMatchObject({ state: "delivered", tries: 1 });
  expect(sent.map(({ to }) => to)).toEqual(["a", "b"]);
  hangs.resolve(delivered);
  await clock.advance(1);
  expect(rows.get("m1")).toMatchObject({ state: "delivered" });
  await stop();
});

test("messages of one alert arrive in order, those of another do not wait for them", async () => {
  const messages = [toA("begin", "x"), toA("end", "x"), toA("other", "y")];
  const { clock, sent, rows, stop } = setUp(messages, () => delivered);
  let failed = false;
  const failing = setUp(messages, (_to, times) => {
    if (failed || times > 1) return delivered;
    failed = true;
    return later;
  });
  await clock.advance(1);
  await failing.clock.advance(10_000);
  expect(sent.map(({ id }) => id)).toEqual(["begin", "other", "end"]);
  expect(failing.sent.map(({ id }) => id)).toEqual(["begin", "other", "begin", "end"]);
  for (const all of [rows, failing.rows])
    expect([...all.values()].map(({ state }) => state)).toEqual(Array(3).fill("delivered"));
  await stop();
  await failing.stop();
});

test("a message that is written later goes out as soon as the outbox is woken", async () => {
  const { clock, outbox, rows, sent, stop } = setUp([], () => delivered);
  await clock.advance(1_000);
  rows.set("m", toA("m", "x", { nextTryAtMs: 1_000 }));
  outbox.wake();
  await clock.advance(0);
  expect(sent).toEqual([{ atMs: 1_000, to: "a", id: "m" }]);
  await stop();
});

test("a target that asks for a wait gets it", async () => {
  const asks = (_to: string, times: number): SendResult => (times === 1 ? { ...later, waitMs: 30_000 } : delivered);
  const { clock, sent, stop } = setUp([toA("m", "x")], asks);
  await clock.advance(60_000);
  expect(sent.map(({ atMs }) => atMs)).toEqual([0, 30_000]);
  await stop();
});

test("a target that is gone switches its channel off", async () => {
  const { clock, channels, rows, sent, stop } = setUp([toA("m", "x")], () => ({ kind: "gone", words: "410" }));
  await clock.advance(3_600_000);
  expect(sent).toHaveLength(1);
  expect(rows.get("m")).toMatchObject({ state: "dead", lastAnswer: "410" });
  expect(channels.get("a")?.disabledAtMs).toBe(0);
  await stop();
});

test("what arrived is not sent again while the store cannot note it", async () => {
  const { clock, rows, sent, troubles, refuseNotes, stop } = setUp([toA("m", "x")], () => delivered);
  refuseNotes(20);
  await clock.advance(60_000);
  expect(sent).toHaveLength(1);
  expect(troubles).toHaveLength(20);
  expect(rows.get("m")).toMatchObject({ state: "delivered" });
  await stop();
});

test("at the end what is being sent stays for the next start", async () => {
  const hangs = Promise.withResolvers<SendResult>();
  const { clock, rows, stop } = setUp([toA("m", "x")], () => hangs.promise);
  await clock.advance(1);
  const stopped = stop();
  hangs.resolve({ kind: "later", words: "aborted", waitMs: null });
  await stopped;
  expect(rows.get("m")).toMatchObject({ state: "pending", tries: 0 });
});

import { expect, test } from "vitest";
import { attemptEventsMax, runLiveStream } from "#lib/front/live-stream";
import { writeAlert, writeAttempt } from "#lib/http/live-events";
import type { Outcome } from "#lib/model/outcome";
import type { RiskLevel } from "#lib/model/risk";
import { createLiveBus } from "#lib/server/live-bus";
import { sampleAlert } from "#lib/store/sample-alert";
import { sampleAttempt } from "#lib/store/sample-attempt";
import { createFakeClock } from "#lib/time/fake-clock";

type Risks = {
  readonly wantsAttempts?: boolean;
  readonly wantsAlerts?: boolean;
  readonly readRisk?: Parameters<typeof runLiveStream>[0]["readRisk"];
};

function openStream({ wantsAttempts = true, wantsAlerts = false, readRisk = null }: Risks = {}) {
  const clock = createFakeClock();
  const end = new AbortController();
  const bus = createLiveBus((error) => expect.unreachable(String(error)));
  let listening = 0;
  const written: string[] = [];
  const client = { isFull: false };
  const live = {
    listen: (listener: Parameters<typeof bus.listen>[0]) => {
      const endListening = bus.listen(listener);
      listening += 1;
      return () => {
        listening -= 1;
        endListening();
      };
    },
  };
  const sink = { isFull: () => client.isFull, write: (text: string) => void written.push(text) };
  const ended = runLiveStream(
    { live, clock, sink, wantsAttempts, writeAttempt, writeAlert: wantsAlerts ? writeAlert : null, readRisk },
    end.signal,
  );
  return {
    clock,
    client,
    ended,
    end: () => end.abort(),
    listening: () => listening,
    /** Attempts that end so are stored. */
    store: (...outcomes: readonly Outcome[]) =>
      bus.publish({ kind: "attempts", attempts: outcomes.map((outcome) => sampleAttempt({ outcome })) }),
    alert: () => bus.publish({ kind: "alert", alert: sampleAlert() }),
    /** What was written since the last time, as `[event, data]`. */
    read: () => written.splice(0).map(parseFrame),
  };
}

function parseFrame(frame: string): [string, Record<string, unknown>] {
  const [, event = "", data = "{}"] = /^(?:: still here\n)?event: (\w+)\ndata: (.+)\n\n$/.exec(frame) ?? [];
  return [event, JSON.parse(data)];
}

const counts = { attempts: 0, bad: 0, failures: 0, blocked: 0, dropped: 0 };

test("while nothing happens there is one timer, and a sign of life every 15 seconds", async () => {
  const stream = openStream();
  await stream.clock.advance(14_999);
  expect(stream.read()).toEqual([]);
  expect(stream.clock.pendingMs()).toEqual([1]);
  await stream.clock.advance(1);
  expect(stream.read()).toEqual([["stats", expect.objectContaining(counts)]]);
  await stream.clock.advance(60_000);
  expect(stream.read().length).toBeLessThanOrEqual(4);
});

test("what is stored is told at once, then each second at most, and the spans join", async () => {
  const stream = openStream();
  await stream.clock.advance(5_000);
  stream.store("success", "server_error", "blocked");
  await stream.clock.advance(0);
  stream.store("success");
  await stream.clock.advance(300);
  stream.store("network_error", "aborted");
  await stream.clock.advance(10_000);
  const told = stream.read();
  expect(told.map(([event]) => event)).toEqual(["stats", "stats"]);
  const [first, second] = told.map(([, data]) => data);
  expect(first).toMatchObject({ ...counts, attempts: 2, failures: 1, blocked: 1 });
  expect(second).toMatchObject({ ...counts, attempts: 3, failures: 1, from: first?.to });
  expect(Date.parse(String(second?.to)) - Date.parse(String(second?.from))).toBe(1_000);
});

test("bad attempts are told one by one, as the API shows them and without what was kept of them", async () => {
  const stream = openStream();
  stream.store("client_error", "success", "rate_limited", "server_error");
  await stream.clock.advance(0);
  const [first, second, stats] = stream.read();
  expect(first).toEqual(["attempt", expect.objectContaining({ outcome: "client_error", attempt: 1 })]);
  expect(first?.[1].startedAt).toMatch(/^2026-01-31T12:00:00\.000Z$/);
  for (const hidden of ["startedAtMs", "exchange", "call"]) expect(first?.[1]).not.toHaveProperty(hidden);
  expect(second?.[1].outcome).toBe("rate_limited");
  expect(stats).toEqual(["stats", expect.objectContaining({ attempts: 4, bad: 2, failures: 3, dropped: 0 })]);
});

test("who does not want attempts gets none, and none counts as left out", async () => {
  const stream = openStream({ wantsAttempts: false });
  stream.store("client_error");
  await stream.clock.advance(0);
  expect(stream.read()).toEqual([["stats", expect.objectContaining({ bad: 1, dropped: 0 })]]);
});

test("a flood is cut, and the stats say by how much", async () => {
  const stream = openStream();
  const flood = Array.from({ length: attemptEventsMax + 7 }, (): Outcome => "client_error");
  stream.store(...flood);
  await stream.clock.advance(0);
  const told = stream.read();
  expect(told.filter(([event]) => event === "attempt")).toHaveLength(attemptEventsMax);
  expect(told.at(-1)).toEqual(["stats", expect.objectContaining({ bad: flood.length, dropped: 7 })]);
  await stream.clock.advance(1_000);
  stream.store("client_error");
  await stream.clock.advance(1_000);
  expect(stream.read().map(([event]) => event)).toEqual(["attempt", "stats"]);
});

test("a client that reads slowly loses events but no count", async () => {
  const stream = openStream();
  stream.client.isFull = true;
  stream.store("client_error");
  await stream.clock.advance(5_000);
  stream.store("client_error", "success");
  await stream.clock.advance(5_000);
  expect(stream.read()).toEqual([]);
  stream.client.isFull = false;
  await stream.clock.advance(1_000);
  expect(stream.read()).toEqual([["stats", expect.objectContaining({ attempts: 3, bad: 2, dropped: 2 })]]);
});

test("a client that does not read at all is given up", async () => {
  const stream = openStream();
  stream.client.isFull = true;
  stream.store("success");
  await stream.clock.advance(29_000);
  expect(stream.listening()).toBe(1);
  await stream.clock.advance(2_000);
  expect(await stream.ended).toBe("stuck");
  expect(stream.listening()).toBe(0);
});

test.each([0, 500, 20_000])("the end leaves nothing behind, %i ms after news", async (ms) => {
  const stream = openStream();
  await stream.clock.advance(1);
  stream.store("success");
  await stream.clock.advance(ms);
  stream.end();
  expect(await stream.ended).toBe("ended");
  expect(stream.clock.pendingMs()).toEqual([]);
  expect(stream.listening()).toBe(0);
});

test("the level is told at the beginning and when it changes; one that cannot be read is not", async () => {
  const now: { level: RiskLevel | null } = { level: "ok" };
  const readRisk = async () =>
    now.level && { level: now.level, text: `event: risk\ndata: {"level":"${now.level}"}\n\n` };
  const stream = openStream({ readRisk });
  const levels = async () => {
    stream.store("success");
    await stream.clock.advance(1_000);
    return stream.read().flatMap(([event, { level }]) => (event === "risk" ? [level] : []));
  };
  expect(await levels()).toEqual(["ok"]);
  expect(await levels()).toEqual([]);
  now.level = null;
  expect(await levels()).toEqual([]);
  now.level = "warning";
  expect(await levels()).toEqual(["warning"]);
  stream.end();
  await stream.ended;
});

test("an alert is told at once to who wants it, also to a client that reads slowly, and to nobody else", async () => {
  const stream = openStream({ wantsAlerts: true });
  const other = openStream();
  stream.client.isFull = true;
  for (const one of [stream, other]) one.alert();
  const [[event, data] = ["", {}]] = stream.read();
  expect(event).toBe("alert");
  expect(data).toMatchObject({ id: "alert-1", rule: "Server errors", state: "firing", endedAt: null });
  expect(other.read()).toEqual([]);
  for (const one of [stream, other]) one.end();
  await Promise.all([stream.ended, other.ended]);
});

import fc from "fast-check";
import { expect, test } from "vitest";
import type { PaceLimit } from "#lib/outbound/exchange";
import type { Rank } from "#lib/outbound/pace-lane";
import { createPacer, type Pacer, type Pass } from "#lib/outbound/pacer";
import { createFakeClock, type FakeClock } from "#lib/time/fake-clock";

const perSecond: PaceLimit = { key: "user 1", count: 5, windowMs: 1000 };
const uploads: PaceLimit = { key: "user 1 uploads", count: 1, windowMs: 10_000 };

type Options = { limits?: readonly PaceLimit[]; rank?: Rank; latestMs?: number; signal?: AbortSignal };

/** Sends as soon as it may, and writes down when that was. */
function setUp() {
  const clock = createFakeClock();
  const pacer = createPacer(clock);
  const log: string[] = [];
  const ask = async (name: string, options: Options = {}): Promise<Pass> => {
    const { limits = [perSecond], rank = "normal", latestMs = 30_000, signal = new AbortController().signal } = options;
    const pass = await pacer.hold({ limits, rank, latestMs }, signal);
    if (pass.ok) pass.send();
    log.push(`${name} ${pass.ok ? "sent" : "refused"} at ${clock.elapsed()}`);
    return pass;
  };
  return { clock, pacer, log, ask };
}

async function fill(ask: (name: string, options?: Options) => Promise<Pass>, clock: FakeClock) {
  for (let call = 0; call < 5; call += 1) void ask("filler");
  await clock.advance(0);
}

function names(log: readonly string[]): string[] {
  return log.filter((line) => !line.startsWith("filler"));
}

test("no limits, no waiting", async () => {
  const { ask } = setUp();
  expect(await ask("a", { limits: [] })).toMatchObject({ ok: true, heldBackMs: 0 });
});

test("as many as the limit go at once, the rest when the window has passed, with a margin for jitter", async () => {
  const { clock, log, ask } = setUp();
  const all = Promise.all(["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"].map((name) => ask(name)));
  const passes = await clock.runUntil(all);
  expect(log.map((line) => line.replace("sent ", ""))).toEqual([
    ...["a", "b", "c", "d", "e"].map((name) => `${name} at 0`),
    ...["f", "g", "h", "i", "j"].map((name) => `${name} at 1100`),
    "k at 2200",
  ]);
  expect(passes.map((pass) => pass.heldBackMs)).toEqual([0, 0, 0, 0, 0, 1100, 1100, 1100, 1100, 1100, 2200]);
});

test("the window slides: a slot frees when its own send has left the window", async () => {
  const { clock, log, ask } = setUp();
  void ask("a");
  await clock.advance(600);
  for (const name of ["b", "c", "d", "e"]) void ask(name);
  await clock.advance(100);
  const rest = Promise.all([ask("f"), ask("g")]);
  await clock.runUntil(rest);
  expect(log.slice(-2)).toEqual(["f sent at 1100", "g sent at 1700"]);
});

test("ranks go one before the other, each in order of arrival; only doors pass a Retry-After of others", async () => {
  const { clock, log, ask, pacer } = setUp();
  await fill(ask, clock);
  pacer.holdOthers([perSecond], 5_000);
  const all = Promise.all([
    ask("bulk 1"),
    ask("high 1", { rank: "high" }),
    ask("bulk 2"),
    ask("door", { rank: "door" }),
    ask("high 2", { rank: "high" }),
  ]);
  await clock.runUntil(all);
  expect(names(log)).toEqual([
    "door sent at 1100",
    "high 1 sent at 5000",
    "high 2 sent at 5000",
    "bulk 1 sent at 5000",
    "bulk 2 sent at 5000",
  ]);
});

test("keys do not wait for each other", async () => {
  const { clock, log, ask } = setUp();
  await fill(ask, clock);
  await ask("other", { limits: [{ ...perSecond, key: "user 2" }] });
  expect(names(log)).toEqual(["other sent at 0"]);
});

test("a wait beyond the deadline is refused at once and says how long it would be", async () => {
  const { clock, ask } = setUp();
  await fill(ask, clock);
  const pass = await ask("a", { latestMs: 1099 });
  expect(pass).toEqual({ ok: false, heldBackMs: 0, retryAfterMs: 1100 });
  const inTime = ask("b", { latestMs: 1100 });
  expect((await clock.runUntil(inTime)).ok).toBe(true);
});

test("so the queue is as long as deadlines are, and no longer", async () => {
  const { clock, ask } = setUp();
  const passes = Promise.all(Array.from({ length: 500 }, () => ask("a", { latestMs: 10_000 })));
  const sent = (await clock.runUntil(passes)).filter((pass) => pass.ok);
  expect(sent).toHaveLength(5 * 10);
});

test("who leaves the queue gives up the place, and those behind move up", async () => {
  const { clock, log, ask } = setUp();
  await fill(ask, clock);
  const leaving = new AbortController();
  const gone = Promise.all([1, 2, 3, 4, 5].map(() => ask("gone", { signal: leaving.signal })));
  gone.catch(() => undefined);
  const behind = ask("behind");
  await clock.advance(500);
  leaving.abort(new Error("caller left"));
  await expect(gone).rejects.toThrow("caller left");
  await clock.runUntil(behind);
  expect(names(log)).toEqual(["behind sent at 1100"]);
  expect(clock.pendingMs()).toEqual([]);
});

test("the last to leave takes the timer along", async () => {
  const { clock, ask } = setUp();
  await fill(ask, clock);
  const leaving = new AbortController();
  const gone = ask("gone", { signal: leaving.signal });
  await clock.advance(1);
  expect(clock.pendingMs()).toEqual([1099]);
  leaving.abort(new Error("caller left"));
  await expect(gone).rejects.toThrow("caller left");
  expect(clock.pendingMs()).toEqual([]);
});

test("who has left before does not even queue", async () => {
  const { ask } = setUp();
  await expect(ask("a", { signal: AbortSignal.abort(new Error("caller left")) })).rejects.toThrow("caller left");
});

test("a pass given back frees its slot for the next", async () => {
  const { clock, pacer } = setUp();
  const signal = new AbortController().signal;
  const hold = () => pacer.hold({ limits: [uploads], rank: "normal", latestMs: 30_000 }, signal);
  const first = await hold();
  const second = hold();
  await clock.advance(0);
  if (first.ok) first.giveBack();
  await clock.advance(0);
  expect(await second).toMatchObject({ ok: true, heldBackMs: 0 });
});

test("all limits of a request must let it pass", async () => {
  const { clock, log, ask } = setUp();
  const both = { limits: [perSecond, uploads] };
  await clock.runUntil(Promise.all([ask("a", both), ask("b", both), ask("c", both)]));
  expect(log).toEqual(["a sent at 0", "b sent at 10100", "c sent at 20200"]);
});

test("who waits for a slow limit does not stand in the way at a fast one", async () => {
  const { clock, log, ask } = setUp();
  const both = { limits: [perSecond, uploads] };
  const slow = Promise.all([1, 2, 3, 4, 5, 6].map((n) => ask(`upload ${n}`, { ...both, latestMs: 60_000 })));
  await clock.advance(0);
  await clock.runUntil(ask("read"));
  expect(log).toEqual(["upload 1 sent at 0", "read sent at 0"]);
  await clock.runUntil(slow);
});

test("a slow limit counts from the send, not from the moment its turn came", async () => {
  const { clock, log, ask } = setUp();
  for (let call = 0; call < 60; call += 1) void ask("filler");
  const both = { limits: [perSecond, uploads] };
  await clock.runUntil(Promise.all([ask("upload 1", both), ask("upload 2", both)]));
  expect(names(log)).toEqual(["upload 1 sent at 13200", "upload 2 sent at 23300"]);
});

test("an urgent one goes before all who wait, behind other urgent ones, and within the limit", async () => {
  const { clock, log, ask } = setUp();
  await fill(ask, clock);
  const waiting = Promise.all([1, 2, 3, 4, 5].map((n) => ask(`read ${n}`)));
  await clock.advance(10);
  const doors = Promise.all([ask("door 1", { rank: "door" }), ask("door 2", { rank: "door" })]);
  await clock.runUntil(Promise.all([waiting, doors]));
  expect(names(log)).toEqual([
    "door 1 sent at 1100",
    "door 2 sent at 1100",
    "read 1 sent at 1100",
    "read 2 sent at 1100",
    "read 3 sent at 1100",
    "read 4 sent at 2200",
    "read 5 sent at 2200",
  ]);
});

test("a Retry-After given to one holds the others back too, but not a door", async () => {
  const { clock, pacer, log, ask } = setUp();
  pacer.holdOthers([perSecond], 2000);
  const read = ask("read");
  await ask("door", { rank: "door" });
  await clock.runUntil(read);
  expect(log).toEqual(["door sent at 0", "read sent at 2000"]);
});

test("it refuses those at once who cannot wait that long, and lets the others wait", async () => {
  const { clock, pacer, log, ask } = setUp();
  await fill(ask, clock);
  const waiting = Promise.all([ask("patient"), ask("hasty", { latestMs: 5000 })]);
  await clock.advance(100);
  pacer.holdOthers([perSecond], 6000);
  await clock.runUntil(waiting);
  expect(names(log)).toEqual(["hasty refused at 100", "patient sent at 6100"]);
});

test("a shorter Retry-After does not cut a longer one, and an absurd one ends after an hour", async () => {
  const { clock, pacer } = setUp();
  const asked = { limits: [perSecond], rank: "normal" } as const;
  pacer.holdOthers([perSecond], 9000);
  pacer.holdOthers([perSecond], 1000);
  expect(pacer.waitMs(asked)).toBe(9000);
  pacer.holdOthers([perSecond], Number.MAX_SAFE_INTEGER);
  expect(pacer.waitMs(asked)).toBe(3_600_000);
  await clock.advance(3_600_000);
  expect(pacer.waitMs(asked)).toBe(0);
});

test("timers that fire early do not let anybody through early", async () => {
  const { clock } = setUp();
  const hasty: FakeClock = { ...clock, sleep: (ms, signal) => clock.sleep(Math.max(ms - 0.9, 0.1), signal) };
  const pacer: Pacer = createPacer(hasty);
  const hold = () => pacer.hold({ limits: [uploads], rank: "normal", latestMs: 30_000 }, new AbortController().signal);
  const first = await hold();
  if (first.ok) first.send();
  const second = await clock.runUntil(hold());
  expect(second.heldBackMs).toBeGreaterThanOrEqual(10_100);
});

test("tidying up a thousand idle keys leaves the busy ones alone", async () => {
  const { clock, pacer, ask } = setUp();
  const keyed = (n: number) => ({ limits: [{ ...perSecond, key: `user ${n}` }] });
  for (let n = 0; n < 1000; n += 1) await ask("a", keyed(n));
  await clock.advance(2000);
  await fill(ask, clock);
  for (let n = 1000; n < 2000; n += 1) await ask("a", keyed(n));
  expect(pacer.waitMs({ limits: [perSecond], rank: "normal" })).toBe(1100);
});

test("whatever comes when, no window ever holds more than its limit, and equals keep their order", async () => {
  const arrival = fc.record({
    gapMs: fc.integer({ min: 0, max: 900 }),
    upload: fc.boolean(),
    urgent: fc.boolean(),
    leavesAfterMs: fc.option(fc.integer({ min: 0, max: 5000 }), { freq: 4 }),
  });
  const slow: PaceLimit = { key: "slow", count: 2, windowMs: 3000 };
  await fc.assert(
    fc.asyncProperty(fc.array(arrival, { maxLength: 40 }), async (arrivals) => {
      const clock = createFakeClock();
      const pacer = createPacer(clock);
      const sent: { index: number; atMs: number; upload: boolean; urgent: boolean }[] = [];
      const holds: Promise<void>[] = [];
      for (const [index, { gapMs, upload, urgent, leavesAfterMs }] of arrivals.entries()) {
        await clock.advance(gapMs);
        const leaving = new AbortController();
        if (leavesAfterMs !== null) void clock.sleep(leavesAfterMs).then(() => leaving.abort());
        const limits = upload ? [perSecond, slow] : [perSecond];
        const pass = pacer.hold(
          { limits, rank: urgent ? "door" : "normal", latestMs: clock.elapsed() + 8000 },
          leaving.signal,
        );
        const done = (granted: Pass) => {
          if (!granted.ok) return;
          granted.send();
          sent.push({ index, atMs: clock.elapsed(), upload, urgent });
        };
        holds.push(pass.then(done, () => undefined));
      }
      await clock.runUntil(Promise.all(holds));
      expectWithin(perSecond, sent);
      const uploadsSent = sent.filter(({ upload }) => upload);
      expectWithin(slow, uploadsSent);
      const equals = sent.filter(({ upload, urgent }) => !upload && !urgent).map(({ index }) => index);
      expect(equals).toEqual(equals.toSorted((a, b) => a - b));
    }),
    { numRuns: 60 },
  );
});

function expectWithin({ count, windowMs }: PaceLimit, sent: readonly { atMs: number }[]) {
  for (const [at, first] of sent.entries()) {
    const next = sent[at + count];
    if (next) expect(next.atMs - first.atMs).toBeGreaterThan(windowMs);
  }
}

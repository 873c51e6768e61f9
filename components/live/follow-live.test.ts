import { expect, test } from "vitest";
import { followLive } from "#components/live/follow-live.ts";
import { createFakeClock } from "#lib/time/fake-clock";

class FakeSource extends EventTarget {
  closed = false;
  close() {
    this.closed = true;
  }
  stats(attempts: number) {
    this.dispatchEvent(new MessageEvent("stats", { data: JSON.stringify({ attempts, blocked: 0 }) }));
  }
}

class FakePage extends EventTarget {
  hidden = false;
  turn(hidden: boolean) {
    this.hidden = hidden;
    this.dispatchEvent(new Event("visibilitychange"));
  }
}

function follow({ hidden = false, shutOut = false } = {}) {
  const clock = createFakeClock();
  const page = new FakePage();
  page.hidden = hidden;
  const network = new EventTarget();
  const sources: FakeSource[] = [];
  const told: string[] = [];
  const end = new AbortController();
  const done = followLive(
    {
      openSource: () => {
        const source = new FakeSource();
        sources.push(source);
        return source;
      },
      isShutOut: async () => shutOut,
      page,
      network,
      clock,
      random: () => 1,
    },
    {
      onState: (state) => told.push(state),
      onNews: () => told.push("news"),
      onQuiet: () => told.push("quiet"),
      onShutOut: () => told.push("shut out"),
    },
    end.signal,
  );
  return {
    clock,
    page,
    network,
    sources,
    done,
    end: () => end.abort(),
    /** What was told since the last time, without repeats. */
    read: () => told.splice(0).filter((word, index, all) => word !== all[index - 1]),
    /** The one stream that is open. */
    source: () => {
      const open = sources.filter(({ closed }) => !closed);
      expect(open).toHaveLength(1);
      return open[0] ?? expect.unreachable();
    },
  };
}

/** Lets promises settle; no time passes. */
const settle = (clock: ReturnType<typeof createFakeClock>) => clock.advance(0);

test("a connection begins with news, because the stream has no memory", async () => {
  const live = follow();
  expect(live.read()).toEqual(["connecting"]);
  live.source().dispatchEvent(new Event("open"));
  live.source().stats(3);
  live.source().stats(0);
  expect(live.read()).toEqual(["live", "news", "quiet"]);
});

test("a lost connection is made again, later each time while it fails", async () => {
  const live = follow();
  live.source().dispatchEvent(new Event("open"));
  live.read();
  const waits: number[] = [];
  for (let n = 0; n < 6; n += 1) {
    live.source().dispatchEvent(new Event("error"));
    await settle(live.clock);
    expect(live.sources.every(({ closed }) => closed)).toBe(true);
    waits.push(...live.clock.pendingMs());
    await live.clock.advance(waits.at(-1) ?? 0);
  }
  expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  expect(live.read()).toEqual(["reconnecting"]);
  live.source().dispatchEvent(new Event("open"));
  expect(live.read()).toEqual(["live", "news"]);
  live.source().dispatchEvent(new Event("error"));
  await settle(live.clock);
  expect(live.clock.pendingMs()).toEqual([2_000]);
});

test("the network's return cuts the wait short", async () => {
  const live = follow();
  live.network.dispatchEvent(new Event("offline"));
  await settle(live.clock);
  expect(live.sources.every(({ closed }) => closed)).toBe(true);
  live.network.dispatchEvent(new Event("online"));
  await settle(live.clock);
  expect(live.sources).toHaveLength(2);
  expect(live.source().closed).toBe(false);
});

test("a hidden page listens to nothing and comes back when it is seen", async () => {
  const live = follow();
  live.source().dispatchEvent(new Event("open"));
  live.page.turn(true);
  await live.clock.advance(10 * 3_600_000);
  expect(live.sources.map(({ closed }) => closed)).toEqual([true]);
  expect(live.read().at(-1)).toBe("paused");
  live.page.turn(false);
  await settle(live.clock);
  live.source().dispatchEvent(new Event("open"));
  expect(live.read()).toEqual(["connecting", "live", "news"]);
});

test("a page that opens in the background waits to be seen", async () => {
  const live = follow({ hidden: true });
  expect(live.sources).toEqual([]);
  expect(live.read()).toEqual(["paused"]);
});

test("a connection that has fallen silent is dead, and a laptop that slept finds out when it wakes", async () => {
  const live = follow();
  const first = live.source();
  first.dispatchEvent(new Event("open"));
  await live.clock.advance(15_000);
  first.stats(0);
  await live.clock.advance(38_000);
  expect(first.closed).toBe(false);
  await live.clock.advance(7_000);
  expect(first.closed).toBe(true);
  expect(live.read().at(-1)).toBe("reconnecting");
});

test.each([true, false])("a server that refuses is asked whether it shuts us out: %s", async (shutOut) => {
  const live = follow({ shutOut });
  live.source().dispatchEvent(new Event("error"));
  await settle(live.clock);
  expect(live.read()).toEqual(["connecting", "reconnecting", ...(shutOut ? ["shut out"] : [])]);
});

test.each(["connecting", "live", "reconnecting", "paused"])("the end while %s leaves nothing behind", async (state) => {
  const live = follow({ hidden: state === "paused" });
  if (state === "live") live.source().dispatchEvent(new Event("open"));
  if (state === "reconnecting") live.source().dispatchEvent(new Event("error"));
  await settle(live.clock);
  live.end();
  await live.done;
  expect(live.sources.every(({ closed }) => closed)).toBe(true);
  expect(live.clock.pendingMs()).toEqual([]);
});

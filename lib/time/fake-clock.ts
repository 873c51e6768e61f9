import { type Clock, createSleep } from "#lib/time/clock";

type Sleeper = { readonly wakesAtMs: number; readonly wake: () => void };

export type FakeClock = Clock & {
  /** Milliseconds that each pending sleep has still to go, soonest first. */
  readonly pendingMs: () => number[];
  /** Moves the time on, waking the sleepers on the way in order, each with time to react. */
  readonly advance: (ms: number) => Promise<void>;
  /** Moves the time on, from sleep to sleep, until the promise is settled. Throws if nobody sleeps any more. */
  readonly runUntil: <T>(promise: Promise<T>) => Promise<T>;
};

/** A clock for tests: both its clocks stand still until they are moved, whatever the machine is doing. */
export function createFakeClock(startMs = Date.UTC(2026, 0, 14, 13, 35)): FakeClock {
  let sleepers: Sleeper[] = [];
  let elapsedMs = 0;

  const after: Clock["after"] = (ms, act) => {
    const leave = () => {
      sleepers = sleepers.filter((other) => other !== sleeper);
    };
    const wake = () => {
      leave();
      act();
    };
    const sleeper: Sleeper = { wakesAtMs: elapsedMs + ms, wake };
    sleepers = [...sleepers, sleeper].sort((a, b) => a.wakesAtMs - b.wakesAtMs);
    return leave;
  };

  const advance = async (ms: number) => {
    const untilMs = elapsedMs + ms;
    await reactions();
    for (let next = sleepers[0]; next && next.wakesAtMs <= untilMs; next = sleepers[0]) {
      elapsedMs = Math.max(elapsedMs, next.wakesAtMs);
      next.wake();
      await reactions();
    }
    elapsedMs = untilMs;
  };

  const pendingMs = () => sleepers.map((sleeper) => sleeper.wakesAtMs - elapsedMs);

  const runUntil = async <T>(promise: Promise<T>): Promise<T> => {
    let settled = false;
    const settle = () => {
      settled = true;
    };
    promise.then(settle, settle);
    await reactions();
    while (!settled) {
      const [nextMs] = pendingMs();
      if (nextMs === undefined) throw new Error("The promise waits for something that no clock will bring");
      await advance(nextMs);
    }
    return promise;
  };

  return {
    now: () => startMs + Math.floor(elapsedMs),
    elapsed: () => elapsedMs,
    after,
    sleep: createSleep(after),
    pendingMs,
    advance,
    runUntil,
  };
}

/** Lets everything that is due run: promises first, then what they have set off. */
function reactions(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

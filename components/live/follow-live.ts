import type { Clock } from "#lib/time/clock";

/** `paused`: nobody can see the page, so nothing is asked for. */
export type LiveState = "connecting" | "live" | "reconnecting" | "paused";

/** The little of a browser that following needs; tests bring their own. */
export type LiveBrowser = {
  /** An `EventSource` of the live stream. */
  readonly openSource: () => EventTarget & { readonly close: () => void };
  /** True if the server answers, and does not let this browser in any more. */
  readonly isShutOut: () => Promise<boolean>;
  /** `document` */
  readonly page: EventTarget & { readonly hidden: boolean };
  /** `window` */
  readonly network: EventTarget;
  readonly clock: Clock;
  readonly random: () => number;
};

export type LiveListener = {
  readonly onState: (state: LiveState) => void;
  /** Something was stored, or may have been while nobody listened. */
  readonly onNews: () => void;
  /** Nothing was stored, and the server is there. */
  readonly onQuiet: () => void;
  readonly onShutOut: () => void;
};

/** The server gives a sign of life every 15 s: without one the connection is dead, or the machine was asleep. */
const silenceMaxMs = 40_000;
const lookEveryMs = 5_000;
const backoffMaxMs = 30_000;
const longMs = 3_600_000;

/**
 * Listens to the live stream until `signal` aborts. It comes back after every loss, sooner if the network or the user
 * does, and stops while the page is hidden. The stream has no memory, so each connection begins with news.
 */
export async function followLive(browser: LiveBrowser, listener: LiveListener, signal: AbortSignal): Promise<void> {
  const { page, network, clock, random } = browser;
  let losses = 0;
  while (!signal.aborted) {
    if (page.hidden) {
      listener.onState("paused");
      await waitFor([[page, "visibilitychange"]], longMs, clock, signal);
      continue;
    }
    listener.onState(losses === 0 ? "connecting" : "reconnecting");
    const { isLost, wasOpen } = await listenOnce(browser, listener, signal);
    if (wasOpen) losses = 0;
    if (!isLost) continue;
    losses += 1;
    listener.onState("reconnecting");
    if (!wasOpen && (await browser.isShutOut())) listener.onShutOut();
    const backoffMs = Math.min(backoffMaxMs, 1_000 * 2 ** losses);
    await waitFor(
      [
        [page, "visibilitychange"],
        [network, "online"],
      ],
      (0.5 + random() / 2) * backoffMs,
      clock,
      signal,
    );
  }
}

type Ending = { readonly isLost: boolean; readonly wasOpen: boolean };

/** One connection, until it is lost, the page is hidden, or `signal` aborts. */
async function listenOnce(browser: LiveBrowser, listener: LiveListener, signal: AbortSignal): Promise<Ending> {
  const { page, network, clock } = browser;
  const source = browser.openSource();
  const ended = new AbortController();
  let isLost = false;
  let wasOpen = false;
  let heardAtMs = clock.now();
  const lose = () => {
    isLost = true;
    ended.abort();
  };
  const options = { signal: ended.signal };
  source.addEventListener(
    "open",
    () => {
      wasOpen = true;
      heardAtMs = clock.now();
      listener.onState("live");
      listener.onNews();
    },
    options,
  );
  source.addEventListener(
    "stats",
    (event) => {
      heardAtMs = clock.now();
      if (tellsNews(event)) listener.onNews();
      else listener.onQuiet();
    },
    options,
  );
  source.addEventListener("error", lose, options);
  network.addEventListener("offline", lose, options);
  const over = AbortSignal.any([signal, ended.signal]);
  // The wall clock goes on while a laptop sleeps, its timers do not: a look at the clock notices both.
  while (!over.aborted && !page.hidden) {
    await waitFor([[page, "visibilitychange"]], lookEveryMs, clock, over);
    if (clock.now() - heardAtMs > silenceMaxMs) lose();
  }
  ended.abort();
  source.close();
  return { isLost, wasOpen };
}

function tellsNews(event: Event): boolean {
  const { attempts, blocked }: { attempts: number; blocked: number } = JSON.parse((event as MessageEvent<string>).data);
  return attempts + blocked > 0;
}

type Awaited = readonly (readonly [target: EventTarget, type: string])[];

/** Resolves with the first of the events, after `ms`, or when `signal` aborts. */
async function waitFor(events: Awaited, ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const done = new AbortController();
  const wake = () => done.abort();
  for (const [target, type] of [...events, [signal, "abort"] as const]) {
    target.addEventListener(type, wake, { signal: done.signal });
  }
  await clock.sleep(ms, done.signal).catch(() => undefined);
  wake();
}

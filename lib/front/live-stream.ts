import { countInto, emptyTally, writeStats } from "#lib/http/live-events";
import type { Alert } from "#lib/model/alert";
import type { Attempt } from "#lib/model/attempt";
import { isBad } from "#lib/model/outcome";
import type { RiskLevel } from "#lib/model/risk";
import type { LiveBus } from "#lib/server/live-bus";
import type { Clock } from "#lib/time/clock";

/** Where the events of one client go. */
export type LiveSink = {
  /** True while the client has not read what was written; writing on would only fill the memory. */
  readonly isFull: () => boolean;
  readonly write: (text: string) => void;
};

type LiveStreamDeps = {
  readonly live: Pick<LiveBus, "listen">;
  readonly clock: Clock;
  readonly sink: LiveSink;
  readonly wantsAttempts: boolean;
  /** The `attempt` event of an attempt. */
  readonly writeAttempt: (attempt: Attempt) => string;
  /** The `alert` event of an alert; null if the client does not want them. */
  readonly writeAlert: ((alert: Alert) => string) | null;
  /** The level as of now and its `risk` event, or null if it cannot be read; null if the client does not want them. */
  readonly readRisk: (() => Promise<{ readonly level: RiskLevel; readonly text: string } | null>) | null;
};

/** `stats` come at most this often, and at least with every heartbeat. */
export const statsEveryMs = 1_000;
export const heartbeatMs = 15_000;
/** A client that has not read for so long is cut off; it may come again. */
export const stuckAfterMs = 30_000;
/** More `attempt` events between two `stats` nobody could follow. */
export const attemptEventsMax = 100;

/**
 * Tells one client what is stored from now on. What does not fit is left out and counted in the next `stats`.
 * Resolves with `ended` when `signal` aborts, or with `stuck` for a client that does not read. While nothing happens
 * it holds one timer and nothing else.
 */
export async function runLiveStream(deps: LiveStreamDeps, signal: AbortSignal): Promise<"ended" | "stuck"> {
  const { live, clock, sink } = deps;
  let tally = emptyTally();
  let fromMs = clock.now();
  let writtenAtMs = clock.elapsed();
  let told = 0;
  let hasNews = false;
  const nap = createNap(clock, signal);

  function tell(attempt: Attempt): void {
    if (told >= attemptEventsMax || sink.isFull()) {
      tally.dropped += 1;
      return;
    }
    told += 1;
    sink.write(deps.writeAttempt(attempt));
  }

  let level: RiskLevel | null = null;
  async function tellRisk(): Promise<void> {
    const risk = deps.readRisk === null ? null : await deps.readRisk();
    if (risk === null || risk.level === level || signal.aborted) return;
    level = risk.level;
    sink.write(risk.text);
  }

  const endListening = live.listen((news) => {
    // Alerts are few and must not be missed: they are written even to a client that reads slowly.
    if (news.kind === "alert" && deps.writeAlert) sink.write(deps.writeAlert(news.alert));
    if (news.kind !== "attempts") return;
    for (const attempt of news.attempts) {
      countInto(tally, attempt);
      if (deps.wantsAttempts && isBad(attempt.outcome)) tell(attempt);
    }
    hasNews = true;
    nap.wake();
  });
  try {
    await tellRisk();
    while (!signal.aborted) {
      if (!hasNews) await nap.sleep(heartbeatMs, { light: true });
      if (signal.aborted) break;
      if (!sink.isFull()) {
        const toMs = clock.now();
        sink.write(`${hasNews ? "" : ": still here\n"}${writeStats(tally, fromMs, toMs)}`);
        [tally, fromMs, told, hasNews, writtenAtMs] = [emptyTally(), toMs, 0, false, clock.elapsed()];
        await tellRisk();
      } else if (clock.elapsed() - writtenAtMs >= stuckAfterMs) return "stuck";
      await nap.sleep(statsEveryMs, { light: false });
    }
    return "ended";
  } finally {
    endListening();
  }
}

/** Sleep that the end of the stream always cuts short, and news only if it is light. */
function createNap(clock: Clock, signal: AbortSignal) {
  let current = new AbortController();
  let isLight = false;
  signal.addEventListener("abort", () => current.abort(), { once: true });
  return {
    wake: () => {
      if (isLight) current.abort();
    },
    sleep: async (ms: number, { light }: { readonly light: boolean }) => {
      if (signal.aborted) return;
      current = new AbortController();
      isLight = light;
      // Rejects only when it is woken, which is no failure.
      await clock.sleep(ms, current.signal).catch(() => undefined);
    },
  };
}

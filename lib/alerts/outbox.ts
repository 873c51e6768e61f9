import type { Channels } from "#lib/alerts/channels/channels";
import type { Sender } from "#lib/alerts/channels/create-sender";
import type { SendResult } from "#lib/alerts/channels/send-result";
import { nextTryAtMs } from "#lib/alerts/retry-schedule";
import { AppError } from "#lib/errors";
import type { Delivery } from "#lib/model/delivery";
import type { AlertStore, ChannelRecord, DeliveryOutcome } from "#lib/store/alert-store";
import type { Clock } from "#lib/time/clock";

type OutboxStore = Pick<AlertStore, "listWaitingDeliveries" | "listChannels" | "noteDelivery" | "disableChannel">;

export type Outbox = {
  /** Looks at what waits as soon as it can: to be called when a message has been written. */
  readonly wake: () => void;
  /** Delivers until `signal` aborts. */
  readonly run: (signal: AbortSignal) => Promise<void>;
};

type Options = {
  readonly store: OutboxStore;
  readonly openTarget: Channels["openTarget"];
  readonly send: Sender["send"];
  readonly clock: Clock;
  readonly random: () => number;
  /** Told of failures of the store, and of messages that were given up. */
  readonly onTrouble: (words: string, facts: Readonly<Record<string, unknown>>) => void;
};

/** Also without a message to wait for it looks this often: a row may have been changed by hand. */
const idleMs = 60_000;
const troubleMs = 1_000;

/**
 * Sends what waits, at least once, with the same id on each try. Each channel has a lane of its own, so that a target
 * that hangs delays no other; in a lane, messages of one alert never overtake.
 */
export function createOutbox(options: Options): Outbox {
  const { store, clock, onTrouble } = options;
  const lanes = new Map<string, Promise<void>>();
  let bell = Promise.withResolvers<void>();
  const wake = () => bell.resolve();

  /** Starts a lane for each idle channel that has something due; answers when to look again. */
  async function startLanes(signal: AbortSignal): Promise<number> {
    const nowMs = clock.now();
    const [waiting, channels] = await Promise.all([store.listWaitingDeliveries(), store.listChannels()]);
    const idle = waiting.filter(({ channelId }) => !lanes.has(channelId));
    for (const [channelId, messages] of Map.groupBy(idle, (message) => message.channelId)) {
      const due = messages.filter((message) => (message.nextTryAtMs ?? 0) <= nowMs);
      if (due.length === 0) continue;
      const channel = channels.find(({ id }) => id === channelId);
      const lane = deliverAll(options, due, channel, signal)
        .catch((error: unknown) => onTrouble("a message could not be handled", { err: error }))
        .finally(() => {
          lanes.delete(channelId);
          wake();
        });
      lanes.set(channelId, lane);
    }
    const later = idle.map((message) => (message.nextTryAtMs ?? 0) - nowMs).filter((ms) => ms > 0);
    return Math.min(idleMs, ...later);
  }

  return {
    wake,
    async run(signal) {
      signal.addEventListener("abort", wake, { once: true });
      while (!signal.aborted) {
        bell = Promise.withResolvers<void>();
        const waitMs = await startLanes(signal).catch((error: unknown) => {
          onTrouble("what waits to be delivered could not be read", { err: error });
          return troubleMs;
        });
        await sleepOrWake(clock, waitMs, bell.promise);
      }
      await Promise.all(lanes.values());
    },
  };
}

async function sleepOrWake(clock: Clock, ms: number, bell: Promise<void>): Promise<void> {
  const rung = new AbortController();
  await Promise.race([
    bell,
    clock.sleep(ms, rung.signal).catch(() => {
      // The bell rang first.
    }),
  ]);
  rung.abort();
}

async function deliverAll(
  options: Options,
  messages: readonly Delivery[],
  channel: ChannelRecord | undefined,
  signal: AbortSignal,
): Promise<void> {
  for (const message of messages) {
    if (signal.aborted) return;
    const result = await trySending(options, message, channel, signal);
    // What was cut off by the end of the process is tried again after the next start.
    if (signal.aborted && result.kind !== "delivered") return;
    await note(options, message, result, signal);
    if (result.kind === "gone") return;
  }
}

async function trySending(
  { openTarget, send }: Options,
  { id, payload }: Delivery,
  channel: ChannelRecord | undefined,
  signal: AbortSignal,
): Promise<SendResult> {
  if (!channel) return { kind: "refused", words: "The channel was removed" };
  if (channel.disabledAtMs !== null) return { kind: "refused", words: "The channel is switched off" };
  try {
    return await send(openTarget(channel), { id, payload }, signal);
  } catch (error) {
    const words = error instanceof AppError ? error.message : `It could not be sent: ${String(error)}`;
    return { kind: "later", words, waitMs: null };
  }
}

/** Keeps how a try ended. Until that is kept nothing else is tried here: an unnoted success would be sent again at once. */
async function note(options: Options, message: Delivery, result: SendResult, signal: AbortSignal): Promise<void> {
  const { store, clock, random, onTrouble } = options;
  const outcome = outcomeOf(message, result, clock.now(), random());
  for (;;) {
    try {
      await store.noteDelivery(message.id, outcome);
      if (result.kind === "gone") await store.disableChannel(message.channelId, clock.now());
      break;
    } catch (error) {
      onTrouble("how a delivery ended could not be stored; it is tried again", { err: error, id: message.id });
      await clock.sleep(troubleMs, signal).catch(() => undefined);
      if (signal.aborted) return;
    }
  }
  if (outcome.state === "dead") onTrouble("a message was given up", { id: message.id, answer: result.words });
}

function outcomeOf(message: Delivery, result: SendResult, nowMs: number, random: number): DeliveryOutcome {
  const tries = message.tries + 1;
  const shared = { tries, lastTryAtMs: nowMs, lastAnswer: result.words };
  if (result.kind === "delivered") return { ...shared, state: "delivered", nextTryAtMs: null };
  const nextMs = result.kind === "later" ? nextTryAtMs(tries, nowMs, random, result.waitMs) : null;
  return { ...shared, state: nextMs === null ? "dead" : "pending", nextTryAtMs: nextMs };
}

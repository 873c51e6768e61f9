import type { DigestSettingsKeeper } from "#lib/digest/digest-settings";
import { type DigestDeps, readDigest } from "#lib/digest/read-digest";
import { AppError } from "#lib/errors";
import type { Channel, Delivery } from "#lib/model/delivery";
import type { DigestMessage, DigestSettings } from "#lib/model/digest";
import type { AlertStore } from "#lib/store/alert-store";
import type { SettingStore } from "#lib/store/store";
import type { Clock } from "#lib/time/clock";
import { lastWeekly } from "#lib/time/weekly";

export type Digest = {
  readonly settings: DigestSettingsKeeper;
  /** What would be sent now: the week up to this moment. */
  readonly preview: () => Promise<DigestMessage>;
  /** Writes the week up to this moment into the outbox. Throws `conflict` if there is nowhere to send it. */
  readonly sendNow: () => Promise<Channel>;
  /**
   * Writes the digest that is due into the outbox, once, also over a restart. One that is late says so; of several that
   * were missed only the last is sent.
   */
  readonly look: () => Promise<void>;
};

type Options = Omit<DigestDeps, "store"> & {
  readonly store: DigestDeps["store"] &
    Pick<AlertStore, "saveAlerts" | "findDelivery"> &
    Pick<SettingStore, "findSetting" | "putSetting">;
  readonly settings: DigestSettingsKeeper;
  readonly clock: Pick<Clock, "now">;
  readonly newId: () => string;
  readonly listChannels: () => Promise<readonly Channel[]>;
  /** Told that something waits in the outbox. */
  readonly onWritten: () => void;
  /** Told of a digest that could go nowhere. */
  readonly onTrouble: (words: string) => void;
};

/** The alert that its deliveries are of, so that they keep their order. */
const noAlert = "digest";
const dealtWithKey = "digest.dealt_with";
const weekMs = 7 * 86_400_000;
/** Later than this, and whoever expected it has wondered. */
const lateMs = 3_600_000;

/** Makes the weekly digest. Nothing is looked at, and nothing written, before `look` or `sendNow`. */
export function createDigest(options: Options): Digest {
  const { store, settings, clock, newId, listChannels, onWritten, onTrouble } = options;

  const write = async (id: string, channel: Channel, message: DigestMessage) => {
    const delivery = deliveryOf(id, channel, message, clock.now());
    await store.saveAlerts({ alerts: [], events: [], deliveries: [delivery] });
    onWritten();
  };
  const makeAsOf = (nowMs: number) => {
    const { timeZone } = settings.read();
    const week = { fromMs: nowMs - weekMs, toMs: nowMs };
    return makeMessage(options, { ...week, beforeMs: nowMs - 2 * weekMs }, { nowMs, timeZone, late: false });
  };

  return {
    settings,
    preview: () => makeAsOf(clock.now()),
    async sendNow() {
      const channel = findMailbox(settings.read(), await listChannels());
      if (!channel)
        throw new AppError("conflict", "There is nowhere to send it: choose an e-mail channel and save first");
      await write(`msg_${newId()}`, channel, await makeAsOf(clock.now()));
      return channel;
    },
    async look() {
      const wanted = settings.read();
      if (!wanted.enabled) return;
      const nowMs = clock.now();
      const { atMs, beforeMs: fromMs } = lastWeekly(nowMs, wanted);
      const dealtWithMs = Number(await store.findSetting(dealtWithKey)) || 0;
      // What was due before somebody asked for it is not owed.
      if (atMs <= Math.max(dealtWithMs, settings.changedAtMs())) return;
      // Named for its hour: after a crash between the two writes it is found here and not written again.
      const id = `msg_digest_${atMs}`;
      if ((await store.findDelivery(id)) === undefined) {
        const channel = findMailbox(wanted, await listChannels());
        if (channel) {
          const week = { fromMs, toMs: atMs, beforeMs: lastWeekly(fromMs - 1, wanted).atMs };
          const late = nowMs - atMs > lateMs;
          await write(id, channel, await makeMessage(options, week, { nowMs, timeZone: wanted.timeZone, late }));
        } else onTrouble("the weekly digest is on, but its channel was removed or said that it is gone");
      }
      await store.putSetting(dealtWithKey, String(atMs));
    },
  };
}

type Week = { readonly fromMs: number; readonly toMs: number; readonly beforeMs: number };
type Frame = { readonly nowMs: number; readonly timeZone: string; readonly late: boolean };

async function makeMessage(
  deps: DigestDeps,
  { beforeMs, ...range }: Week,
  { nowMs, ...frame }: Frame,
): Promise<DigestMessage> {
  const data = { ...(await readDigest(deps, range, beforeMs)), ...frame };
  return { type: "digest.weekly", timestamp: new Date(nowMs).toISOString(), data };
}

function findMailbox({ channelId }: DigestSettings, channels: readonly Channel[]): Channel | undefined {
  return channels.find(({ id, kind, disabledAtMs }) => id === channelId && kind === "email" && disabledAtMs === null);
}

function deliveryOf(id: string, channel: Channel, message: DigestMessage, nowMs: number): Delivery {
  return {
    id,
    alertId: noAlert,
    channelId: channel.id,
    type: message.type,
    payload: JSON.stringify(message),
    createdAtMs: nowMs,
    state: "pending",
    tries: 0,
    nextTryAtMs: nowMs,
    lastTryAtMs: null,
    lastAnswer: null,
  };
}

import {
  type ChannelTarget,
  channelTargetSchema,
  type NewChannel,
  shownTarget,
  targetOf,
} from "#lib/alerts/channels/channel-target";
import type { Sender } from "#lib/alerts/channels/create-sender";
import type { SendResult } from "#lib/alerts/channels/send-result";
import { testMessage } from "#lib/alerts/message";
import { AppError } from "#lib/errors";
import type { Channel, Delivery } from "#lib/model/delivery";
import type { SecretBox } from "#lib/secrets/secret-box";
import type { AlertStore, ChannelRecord } from "#lib/store/alert-store";
import type { Clock } from "#lib/time/clock";

type ChannelStore = Pick<AlertStore, "listChannels" | "createChannel" | "deleteChannel" | "saveAlerts">;

export type Channels = {
  readonly list: () => Promise<readonly Channel[]>;
  /** The secret of a webhook is in this answer only. Throws `conflict` if there are too many. */
  readonly create: (wanted: NewChannel) => Promise<{ readonly channel: Channel; readonly secret: string | null }>;
  /** Throws `not_found`. What waits for it is given up. */
  readonly remove: (id: string) => Promise<void>;
  /** Sends a test at once, and tells what came back. Throws `not_found`. */
  readonly test: (id: string) => Promise<SendResult>;
  /** What sending to a channel takes. Throws `unavailable` if it was changed on disk. */
  readonly openTarget: (channel: ChannelRecord) => ChannelTarget;
};

type Options = {
  readonly store: ChannelStore;
  readonly box: SecretBox;
  readonly clock: Pick<Clock, "now">;
  readonly send: Sender["send"];
  readonly publicUrl: string;
  readonly newId: () => string;
};

const channelsMax = 50;

/** Where messages go. */
export function createChannels({ store, box, clock, send, publicUrl, newId }: Options): Channels {
  const openTarget = ({ id, sealed }: ChannelRecord) =>
    channelTargetSchema.parse(JSON.parse(box.open(sealed, placeOf(id))));
  const find = async (id: string) => {
    const channel = (await store.listChannels()).find((one) => one.id === id);
    if (channel) return channel;
    throw new AppError("not_found", "There is no such channel");
  };
  return {
    openTarget,
    list: async () => (await store.listChannels()).map(withoutSecret),
    async create(wanted) {
      if ((await store.listChannels()).length >= channelsMax) {
        throw new AppError("conflict", `There are ${channelsMax} channels already: remove one that is not in use`);
      }
      const id = newId();
      const target = targetOf(wanted);
      const sealed = box.seal(JSON.stringify(target), placeOf(id));
      const channel: Channel = {
        id,
        kind: wanted.kind,
        name: wanted.name,
        target: shownTarget(target),
        createdAtMs: clock.now(),
        disabledAtMs: null,
      };
      await store.createChannel({ ...channel, sealed });
      return { channel, secret: target.kind === "webhook" ? target.secret : null };
    },
    async remove(id) {
      if (!(await store.deleteChannel(id))) throw new AppError("not_found", "There is no such channel");
    },
    async test(id) {
      const channel = await find(id);
      const nowMs = clock.now();
      const message = { id: `msg_${newId()}`, payload: JSON.stringify(testMessage(nowMs, publicUrl)) };
      const result = await send(openTarget(channel), message, AbortSignal.timeout(testTimeoutMs));
      const tested = { ...message, channelId: id, createdAtMs: nowMs, lastTryAtMs: clock.now(), result };
      await store.saveAlerts({ alerts: [], events: [], deliveries: [testDelivery(tested)] });
      return result;
    },
  };
}

const testTimeoutMs = 20_000;

type Tested = Pick<Delivery, "id" | "payload" | "channelId" | "createdAtMs" | "lastTryAtMs"> & {
  readonly result: SendResult;
};

/** A test is in the list of deliveries, too; it is never repeated. */
function testDelivery({ result, ...message }: Tested): Delivery {
  return {
    ...message,
    alertId: "test",
    type: "alert.test",
    state: result.kind === "delivered" ? "delivered" : "dead",
    tries: 1,
    nextTryAtMs: null,
    lastAnswer: result.words,
  };
}

function withoutSecret({ sealed: _, ...channel }: ChannelRecord): Channel {
  return channel;
}

function placeOf(id: string): string {
  return `alert_channels:${id}:sealed`;
}

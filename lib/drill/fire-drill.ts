import { randomUUID } from "node:crypto";
import { openAlerts } from "#lib/alerts/alerts";
import { defaultsMadeKey } from "#lib/alerts/rules";
import { createDrillTraffic, drillPlan } from "#lib/drill/drill-traffic";
import { type AlertMessage, alertMessageSchema } from "#lib/model/alert-message";
import type { Channel } from "#lib/model/delivery";
import { createRecorder } from "#lib/recorder/recorder";
import { createSuspensionWatch } from "#lib/risk/suspension-watch";
import type { SecretBox } from "#lib/secrets/secret-box";
import { createAlertFacts } from "#lib/server/alert-facts";
import type { App } from "#lib/server/app";
import type { Store } from "#lib/store/store";
import { createFakeClock, type FakeClock } from "#lib/time/fake-clock";

export type DrillMessage = {
  readonly atMs: number;
  readonly message: AlertMessage;
  /** Names of the channels that would have got it; empty while there is none that gets anything. */
  readonly channels: readonly string[];
};

/** What would have been sent, when, in an hour that never was. */
export type Drill = {
  readonly startedAtMs: number;
  readonly firstMistakeAtMs: number | null;
  readonly suspendedAtMs: number | null;
  readonly messages: readonly DrillMessage[];
};

type DrillApp = Pick<App, "publicUrl" | "openScratch"> & {
  readonly alerts: {
    readonly rules: Pick<App["alerts"]["rules"], "list">;
    readonly channels: Pick<App["alerts"]["channels"], "list">;
  };
  readonly clock: Pick<App["clock"], "now">;
  readonly riskSettings: Pick<App["riskSettings"], "read">;
  readonly recorder: Pick<App["recorder"], "fingerprint">;
};

const lookEveryMs = 30_000;
const minuteMs = 60_000;
const seed = 7;

/**
 * Lives through an hour of virtual time in a scratch store: an integration makes a mistake, and a simulated Kisi suspends
 * it at a limit that it does not tell. The rules and limits are those in force; nothing is sent, and nothing is kept.
 */
export async function runFireDrill(app: DrillApp): Promise<Drill> {
  const scratch = await app.openScratch();
  try {
    return await play(app, scratch.store);
  } finally {
    await scratch.close();
  }
}

async function play(app: DrillApp, store: Store): Promise<Drill> {
  const startedAtMs = app.clock.now() - drillPlan.minutes * minuteMs;
  const clock = createFakeClock(startedAtMs);
  const channels = await copySetUp(app, store);
  const watch = createSuspensionWatch(null);
  const { observe } = createRecorder({
    writer: {
      record: async (attempts) => {
        await store.record(attempts);
        for (const attempt of attempts) watch.note(attempt, clock.now());
      },
    },
    fingerprint: app.recorder.fingerprint,
    knownSecrets: () => [],
    onLoss: () => undefined,
  });
  // Kept aside: the store works in real time, and no virtual second may pass while it commits.
  const observed: Parameters<typeof observe>[0][] = [];
  const traffic = createDrillTraffic({
    clock,
    seed,
    observe: async (attempt) => void observed.push(attempt),
    fingerprint: app.recorder.fingerprint,
  });
  const alerts = await openDrillAlerts(app, store, clock, watch);
  for (let atMs = startedAtMs; atMs <= startedAtMs + drillPlan.minutes * minuteMs; atMs += lookEveryMs) {
    await traffic.callUntil(atMs);
    await Promise.all(observed.splice(0).map(observe));
    if (clock.now() < atMs) await clock.advance(atMs - clock.now());
    await alerts.look();
  }
  const { firstMistakeAtMs, suspendedAtMs } = traffic;
  const told = await messagesOf(store, channels);
  return { startedAtMs, firstMistakeAtMs: firstMistakeAtMs(), suspendedAtMs: suspendedAtMs(), messages: told };
}

const nowhere: Channel = {
  id: "nowhere",
  kind: "webhook",
  name: "",
  target: "",
  createdAtMs: 0,
  disabledAtMs: null,
};

/** The rules in force, and the names of the channels; what it takes to send stays behind. */
async function copySetUp({ alerts }: DrillApp, store: Store): Promise<readonly Channel[]> {
  const [rules, channels] = await Promise.all([alerts.rules.list(), alerts.channels.list()]);
  const inUse = channels.filter(({ disabledAtMs }) => disabledAtMs === null);
  const targets = inUse.length > 0 ? inUse : [nowhere];
  await store.putSetting(defaultsMadeKey, "true");
  await store.createRules(rules);
  for (const channel of targets) await store.createChannel({ ...channel, createdAtMs: 0, sealed: "" });
  return targets;
}

/** Nothing leaves: the outbox of these alerts is never run. */
const noBox: SecretBox = { seal: (text) => text, open: (text) => text };

function openDrillAlerts(
  { riskSettings, publicUrl }: DrillApp,
  store: Store,
  clock: FakeClock,
  suspension: App["suspension"],
) {
  const storeLosses = { count: () => 0, lately: () => null, countSince: () => 0, add: () => undefined };
  const { factsAt } = createAlertFacts({ store, riskSettings, storeLosses, suspension });
  return openAlerts({
    store,
    box: noBox,
    clock,
    random: Math.random,
    newId: randomUUID,
    send: async () => ({ kind: "refused", words: "this is a drill" }),
    publicUrl,
    factsAt,
    createDetector: () => createSuspensionWatch(null),
    // Its looks lie further apart than those of a real day, and none of them is late.
    onLook: () => undefined,
    onNews: () => undefined,
    onTrouble: () => undefined,
  });
}

async function messagesOf(store: Store, channels: readonly Channel[]): Promise<DrillMessage[]> {
  const written = await store.listDeliveries({ state: null, alertId: null, channelId: null, limit: 500 });
  const nameOf = (id: string) => channels.find((channel) => channel.id === id)?.name ?? id;
  const byMessage = Map.groupBy(written.toReversed(), ({ payload }) => payload);
  return [...byMessage].map(([payload, copies]) => ({
    atMs: copies[0]?.createdAtMs ?? 0,
    message: alertMessageSchema.parse(JSON.parse(payload)),
    channels: copies.flatMap(({ channelId }) => (channelId === nowhere.id ? [] : [nameOf(channelId)])),
  }));
}

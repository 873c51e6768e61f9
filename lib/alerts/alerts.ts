import { type Backtest, backtest, type PastStore } from "#lib/alerts/backtest/backtest";
import type { SuspensionDetector } from "#lib/alerts/backtest/past-suspensions";
import { type Channels, createChannels } from "#lib/alerts/channels/channels";
import type { Sender } from "#lib/alerts/channels/create-sender";
import { createEngine, type Engine } from "#lib/alerts/engine";
import { eventOf } from "#lib/alerts/follow-alert";
import { createOutbox, type Outbox } from "#lib/alerts/outbox";
import type { RuleFacts } from "#lib/alerts/read-rule-data";
import { openRules, type Rules } from "#lib/alerts/rules";
import { createSilences, type Silences } from "#lib/alerts/silences";
import { AppError } from "#lib/errors";
import type { Alert, AlertEvent } from "#lib/model/alert";
import type { Rule } from "#lib/model/alert-rule";
import type { Delivery } from "#lib/model/delivery";
import type { SecretBox } from "#lib/secrets/secret-box";
import type { AlertStore, AlertsQuery, DeliveriesQuery } from "#lib/store/alert-store";
import type { SettingStore } from "#lib/store/store";
import type { Clock } from "#lib/time/clock";
import type { Range } from "#lib/time/range";
import { createTurns } from "#lib/time/turns";

export type Alerts = {
  readonly rules: Rules;
  readonly channels: Channels;
  readonly silences: Silences;
  /** Newest first. */
  readonly list: (query: AlertsQuery) => Promise<readonly Alert[]>;
  /** With what happened to it, oldest first. Throws `not_found`. */
  readonly get: (id: string) => Promise<{ readonly alert: Alert; readonly events: readonly AlertEvent[] }>;
  /** Says that somebody looks after it: reminders stop. Throws `not_found`, and `conflict` if it is over. */
  readonly acknowledge: (id: string, who: string) => Promise<Alert>;
  readonly listDeliveries: (query: DeliveriesQuery) => Promise<readonly Delivery[]>;
  /** Sends a dead letter again, with the same id. Throws `not_found`, and `conflict` for what is not dead. */
  readonly replay: (deliveryId: string) => Promise<Delivery>;
  /** Looks at all rules once. One look at a time: a second one waits for the first. */
  readonly look: () => Promise<void>;
  /** When there was a look last; null before the first of this process. */
  readonly lookedAtMs: () => number | null;
  readonly outbox: Outbox;
  /** The alerts that a rule would have made of a range; nothing is kept. Throws `unanswerable`. */
  readonly backtest: (rule: Rule, range: Range) => Promise<Backtest>;
};

type Options = {
  readonly store: AlertStore & Pick<SettingStore, "findSetting" | "putSetting"> & PastStore;
  readonly box: SecretBox;
  readonly clock: Clock;
  readonly random: () => number;
  readonly newId: () => string;
  readonly send: Sender["send"];
  readonly publicUrl: string;
  readonly factsAt: () => RuleFacts;
  /** For backtests. */
  readonly createDetector: () => SuspensionDetector;
  /** Told of each look, when it began. */
  readonly onLook: (nowMs: number) => void;
  /** Told of alerts that began, changed or ended. */
  readonly onNews: (alerts: readonly Alert[]) => void;
  readonly onTrouble: (words: string, facts: Readonly<Record<string, unknown>>) => void;
};

const lookedKey = "alerts.looked_at";
/** How often the time of the last look is kept, for the gap after a restart. */
const keepLookedEveryMs = 30_000;

/** Opens rules, alerts and channels. Nothing is looked at, and nothing sent, before `look` and `outbox.run`. */
export async function openAlerts(options: Options): Promise<Alerts> {
  const { store, clock, newId, onTrouble, createDetector } = options;
  const rules = await openRules(options);
  const channels = createChannels(options);
  const outbox = createOutbox({ ...options, openTarget: channels.openTarget });
  const keptLookMs = Number(await store.findSetting(lookedKey)) || null;
  const engine = createEngine({
    ...options,
    lookedAtMs: keptLookMs,
    onRuleError: ({ id, name }: Rule, err) => onTrouble("a rule could not be judged", { err, id, name }),
  });
  // One change of alerts after the other: two at once would undo each other.
  const inTurn = createTurns();
  const looker = createLooker(options, engine, outbox);
  const get = async (id: string) => {
    const alert = await store.findAlert(id);
    if (!alert) throw new AppError("not_found", "There is no such alert");
    return { alert, events: await store.listAlertEvents(id) };
  };
  return {
    rules,
    channels,
    silences: createSilences({ store, clock, newId, getRule: rules.get }),
    list: store.listAlerts,
    get,
    acknowledge: (id, who) =>
      inTurn(async () => {
        const { alert } = await get(id);
        if (alert.state !== "firing") throw new AppError("conflict", "This alert is over already");
        const nowMs = clock.now();
        const acknowledged: Alert = { ...alert, acknowledgedAtMs: nowMs, acknowledgedBy: who };
        const events = [eventOf(alert, nowMs, "acknowledged", "Somebody looks after it", who)];
        await store.saveAlerts({ alerts: [acknowledged], events, deliveries: [] });
        return acknowledged;
      }),
    listDeliveries: store.listDeliveries,
    async replay(deliveryId) {
      const delivery = await store.findDelivery(deliveryId);
      if (!delivery) throw new AppError("not_found", "There is no such delivery");
      if (delivery.state !== "dead") throw new AppError("conflict", "Only a dead letter can be sent again");
      const again = { state: "pending", tries: 0, nextTryAtMs: clock.now() } as const;
      const { lastTryAtMs, lastAnswer } = delivery;
      await store.noteDelivery(deliveryId, { ...again, lastTryAtMs, lastAnswer });
      outbox.wake();
      return { ...delivery, ...again };
    },
    look: () => inTurn(looker.look),
    lookedAtMs: looker.lookedAtMs,
    outbox,
    backtest: (rule, range) => {
      const { limits, weigh } = options.factsAt();
      const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));
      return backtest({ store, limits, weigh, createDetector, breathe }, rule, range);
    },
  };
}

function createLooker({ store, clock, onLook, onNews }: Options, engine: Engine, outbox: Outbox) {
  let lookedAtMs: number | null = null;
  let keptAtMs = 0;
  return {
    lookedAtMs: () => lookedAtMs,
    look: async () => {
      const nowMs = clock.now();
      onLook(nowMs);
      const news = await engine.look(nowMs);
      lookedAtMs = nowMs;
      if (news.length > 0) {
        outbox.wake();
        onNews(news);
      }
      if (Math.abs(nowMs - keptAtMs) < keepLookedEveryMs) return;
      keptAtMs = nowMs;
      await store.putSetting(lookedKey, String(nowMs));
    },
  };
}

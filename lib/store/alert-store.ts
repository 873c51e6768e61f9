import type { Alert, AlertEvent, AlertState, Silence } from "#lib/model/alert";
import type { Rule } from "#lib/model/alert-rule";
import type { Channel, Delivery, DeliveryState } from "#lib/model/delivery";

/** What an evaluation, or a person, has changed: kept whole or not at all, so that no message is lost or made up. */
export type AlertChange = {
  /** New ones, and those that changed, whole. */
  readonly alerts: readonly Alert[];
  readonly events: readonly AlertEvent[];
  readonly deliveries: readonly Delivery[];
};

export type AlertsQuery = {
  readonly state: AlertState | null;
  readonly ruleId: string | null;
  /** Those that were firing at some time of it. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly limit: number;
};

export type DeliveriesQuery = {
  readonly state: DeliveryState | null;
  readonly alertId: string | null;
  readonly channelId: string | null;
  readonly limit: number;
};

/** What a try to deliver changes. */
export type DeliveryOutcome = Pick<Delivery, "state" | "tries" | "nextTryAtMs" | "lastTryAtMs" | "lastAnswer">;

/** A channel with its sealed target and secret. */
export type ChannelRecord = Channel & { readonly sealed: string };

/** Rules and channels are few: their lists are whole. */
export type AlertStore = {
  /** In the order in which they were made. */
  readonly listRules: () => Promise<readonly Rule[]>;
  /** All of them, or none. */
  readonly createRules: (rules: readonly Rule[]) => Promise<void>;
  /** Puts the rule in the place of the one with its id; false if there is none. */
  readonly replaceRule: (rule: Rule) => Promise<boolean>;
  /** False if there is none. */
  readonly deleteRule: (id: string) => Promise<boolean>;

  /** Newest first. */
  readonly listAlerts: (query: AlertsQuery) => Promise<readonly Alert[]>;
  readonly findAlert: (id: string) => Promise<Alert | undefined>;
  /** Oldest first. */
  readonly listAlertEvents: (alertId: string) => Promise<readonly AlertEvent[]>;
  /** One transaction. */
  readonly saveAlerts: (change: AlertChange) => Promise<void>;

  /** Those that are not over, oldest first. */
  readonly listSilences: (nowMs: number) => Promise<readonly Silence[]>;
  readonly createSilence: (silence: Silence) => Promise<void>;
  /** False if there is none. */
  readonly deleteSilence: (id: string) => Promise<boolean>;

  /** In the order in which they were made. */
  readonly listChannels: () => Promise<readonly ChannelRecord[]>;
  readonly createChannel: (channel: ChannelRecord) => Promise<void>;
  /** Marks it as gone; what waits for it is dead. False if there is none. */
  readonly disableChannel: (id: string, nowMs: number) => Promise<boolean>;
  /** What waits for it is dead. False if there is none. */
  readonly deleteChannel: (id: string) => Promise<boolean>;

  /** Newest first. */
  readonly listDeliveries: (query: DeliveriesQuery) => Promise<readonly Delivery[]>;
  readonly findDelivery: (id: string) => Promise<Delivery | undefined>;
  /** Of each alert and channel the oldest that waits, whether it is due or not: messages of an alert never overtake. */
  readonly listWaitingDeliveries: () => Promise<readonly Delivery[]>;
  readonly noteDelivery: (id: string, outcome: DeliveryOutcome) => Promise<void>;
  /**
   * Deletes a piece of what was written before `beforeMs` and waits no more, oldest first; answers how many, 0 when
   * none is left.
   */
  readonly deleteDeliveriesBefore: (beforeMs: number) => Promise<number>;
};

import { evaluate } from "#lib/alerts/evaluate";
import type { AlertStep } from "#lib/alerts/follow-alert";
import { messageOf } from "#lib/alerts/message";
import { type RuleFacts, readRuleData } from "#lib/alerts/read-rule-data";
import type { Evaluation } from "#lib/alerts/reading";
import { type PendingByRule, stepRules } from "#lib/alerts/step-rules";
import type { Alert } from "#lib/model/alert";
import type { Rule } from "#lib/model/alert-rule";
import type { Delivery } from "#lib/model/delivery";
import { namedChannels } from "#lib/model/named-channels";
import type { AlertStore } from "#lib/store/alert-store";

type EngineStore = Pick<AlertStore, "listRules" | "listAlerts" | "listSilences" | "listChannels" | "saveAlerts">;

export type Engine = {
  /**
   * Looks at all rules once, as of `nowMs`, and keeps what came of it with its messages in one transaction. Answers
   * with the alerts that began, changed or ended. `everything` also looks at the rules that are asked once a minute.
   */
  readonly look: (nowMs: number, everything?: boolean) => Promise<readonly Alert[]>;
};

type Options = {
  readonly store: EngineStore;
  /** Made for each look, so that what several rules ask is asked once. */
  readonly factsAt: () => RuleFacts;
  readonly publicUrl: string;
  readonly newId: () => string;
  /** When there was a look last, also before a restart. */
  readonly lookedAtMs: number | null;
  /** Told of a rule that could not be judged for a reason that nobody foresaw. */
  readonly onRuleError: (rule: Rule, error: unknown) => void;
};

/** Longer than this without a look, and nothing is known of the time between. */
export const gapMs = 60_000;

/** Their answers change slowly, and asking costs more. */
const slowKinds: readonly Rule["kind"][] = ["no_traffic", "latency", "deprecated_operation"];
const slowEveryMs = 60_000;

const openMax = 1_000;

/** Judges rules and follows alerts. It is one at a time: who calls `look` waits for the one before. */
export function createEngine(options: Options): Engine {
  const { store, factsAt, newId } = options;
  let pending: PendingByRule = new Map();
  let { lookedAtMs } = options;
  let slowLookAtMs = 0;

  return {
    async look(nowMs, everything = false) {
      const takesSlow = everything || nowMs - slowLookAtMs >= slowEveryMs;
      const [rules, firing, silences, channels] = await Promise.all([
        store.listRules(),
        store.listAlerts({ state: "firing", ruleId: null, fromMs: 0, toMs: nowMs + 1, limit: openMax }),
        store.listSilences(nowMs),
        store.listChannels(),
      ]);
      const due = rules.filter(({ enabled, kind }) => enabled && (takesSlow || !slowKinds.includes(kind)));
      const evaluations = await evaluateAll(options, due, factsAt(), nowMs);
      const isAfterGap = lookedAtMs !== null && nowMs - lookedAtMs > gapMs;
      const moment = { nowMs, lookedAtMs: isAfterGap ? null : (lookedAtMs ?? nowMs) };
      const stepped = stepRules({ rules, evaluations, firing, silences, pending, moment, newId });
      const before = new Map(firing.map((alert) => [alert.id, alert]));
      const kept = stepped.steps.filter((step) => isWorthKeeping(before.get(step.alert.id), step));
      if (kept.length > 0) {
        await store.saveAlerts({
          alerts: kept.map(({ alert }) => alert),
          events: kept.flatMap(({ events }) => events),
          deliveries: kept.flatMap((step) => deliveriesOf(options, step, channels, nowMs)),
        });
      }
      // Only now: what could not be kept has not happened, and the next look finds it again.
      ({ pending } = stepped);
      lookedAtMs = nowMs;
      if (takesSlow) slowLookAtMs = nowMs;
      return kept.filter(({ events }) => events.length > 0).map(({ alert }) => alert);
    },
  };
}

async function evaluateAll(
  { onRuleError }: Options,
  rules: readonly Rule[],
  facts: RuleFacts,
  nowMs: number,
): Promise<ReadonlyMap<string, Evaluation>> {
  const evaluations = await Promise.all(
    rules.map(async (rule): Promise<[string, Evaluation]> => {
      try {
        return [rule.id, evaluate(rule, await readRuleData(rule, facts, nowMs), nowMs)];
      } catch (error) {
        onRuleError(rule, error);
        return [rule.id, { readings: [], absent: "unknown" }];
      }
    }),
  );
  return new Map(evaluations);
}

const figuresEveryMs = 30_000;

/** A look every few seconds finds other figures each time: they are kept now and then, what happened always. */
function isWorthKeeping(before: Alert | undefined, { alert, events, message }: AlertStep): boolean {
  if (!before || events.length > 0 || message !== null) return true;
  if (alert.peak !== before.peak || alert.lastBreachAtMs - before.lastBreachAtMs >= figuresEveryMs) return true;
  const clearOf = ({ subjects }: Alert) => subjects.map(({ key, clearSinceMs }) => [key, clearSinceMs]).sort();
  return JSON.stringify(clearOf(alert)) !== JSON.stringify(clearOf(before));
}

type Target = { readonly id: string; readonly createdAtMs: number; readonly disabledAtMs: number | null };

/** One message for each channel of the rule; those that were made after an alert began hear nothing of its end. */
function deliveriesOf(
  { publicUrl, newId }: Options,
  { alert, message, rule }: AlertStep & { readonly rule: Rule | undefined },
  channels: readonly Target[],
  nowMs: number,
): Delivery[] {
  if (message === null) return [];
  const wanted = rule ? namedChannels(rule, channels) : null;
  const payload = JSON.stringify(messageOf(alert, { type: message, nowMs, publicUrl, runbook: rule?.runbook ?? "" }));
  return channels
    .filter(({ id }) => wanted?.includes(id) ?? true)
    .filter(({ createdAtMs, disabledAtMs }) => createdAtMs <= alert.startedAtMs && disabledAtMs === null)
    .map(({ id }) => ({
      id: `msg_${newId()}`,
      alertId: alert.id,
      channelId: id,
      type: message,
      payload,
      createdAtMs: nowMs,
      state: "pending",
      tries: 0,
      nextTryAtMs: nowMs,
      lastTryAtMs: null,
      lastAnswer: null,
    }));
}

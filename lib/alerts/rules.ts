import { defaultRules, defaultSettings } from "#lib/alerts/default-rules";
import { AppError, badInput } from "#lib/errors";
import { type Rule, type RuleKind, type RuleSettings, ruleFilterFields } from "#lib/model/alert-rule";
import { ruleFacts } from "#lib/model/rule-facts";
import type { AlertStore } from "#lib/store/alert-store";
import type { SettingStore } from "#lib/store/store";
import type { Clock } from "#lib/time/clock";

/** What is undefined stays as it is, or as its kind has it. */
export type RuleChanges = { readonly [Field in keyof RuleSettings]?: RuleSettings[Field] | undefined };

export type Rules = {
  /** In the order in which they were made. */
  readonly list: () => Promise<readonly Rule[]>;
  /** Throws `not_found`. */
  readonly get: (id: string) => Promise<Rule>;
  /** Throws `bad_input` naming each field that cannot be and each channel that is none, and `conflict` if there are too many. */
  readonly create: (kind: RuleKind, wanted: RuleChanges) => Promise<Rule>;
  /** Throws as `create`, and `not_found`. */
  readonly change: (id: string, changes: RuleChanges) => Promise<Rule>;
  /** Its alerts end. Throws `not_found`. */
  readonly remove: (id: string) => Promise<void>;
};

type Deps = {
  readonly store: Pick<AlertStore, "listRules" | "createRules" | "replaceRule" | "deleteRule" | "listChannels"> &
    Pick<SettingStore, "findSetting" | "putSetting">;
  readonly clock: Pick<Clock, "now">;
  readonly newId: () => string;
};

const rulesMax = 100;
/** Set once there have been default rules: whoever removes them does not get them back. */
export const defaultsMadeKey = "alerts.defaults_made";

/** Opens the rules. The first time there is one of each kind; whoever removes them does not get them back. */
export async function openRules({ store, clock, newId }: Deps): Promise<Rules> {
  if ((await store.findSetting(defaultsMadeKey)) === undefined) {
    if ((await store.listRules()).length === 0) await store.createRules(defaultRules(clock.now()));
    await store.putSetting(defaultsMadeKey, "true");
  }
  const get = async (id: string) => {
    const rule = (await store.listRules()).find((one) => one.id === id);
    if (rule) return rule;
    throw new AppError("not_found", "There is no such rule");
  };
  /** Of a mistyped channel nobody would notice that it hears nothing. */
  const expectChannels = async ({ channels }: RuleChanges) => {
    const known = channels?.length ? (await store.listChannels()).map(({ id }) => id) : [];
    const message = "is the id of no channel: GET /api/v1/channels lists them";
    const errors = (channels ?? []).flatMap((id, n) =>
      known.includes(id) ? [] : [{ path: `channels.${n}`, message }],
    );
    if (errors.length > 0) throw badInput(errors);
  };
  return {
    list: store.listRules,
    get,
    async create(kind, wanted) {
      await expectChannels(wanted);
      if ((await store.listRules()).length >= rulesMax) {
        throw new AppError("conflict", `There are ${rulesMax} rules already: remove one that is not in use`);
      }
      const nowMs = clock.now();
      const rule = changedRule(newRule(kind, newId(), nowMs), wanted);
      await store.createRules([rule]);
      return rule;
    },
    async change(id, changes) {
      await expectChannels(changes);
      const rule = { ...changedRule(await get(id), changes), updatedAtMs: clock.now() };
      if (!(await store.replaceRule(rule))) throw new AppError("not_found", "There is no such rule");
      return rule;
    },
    async remove(id) {
      if (!(await store.deleteRule(id))) throw new AppError("not_found", "There is no such rule");
    },
  };
}

/** A rule of a kind with the wanted settings, as `create` would make it; nothing is kept. Throws `bad_input`. */
export function draftRule(kind: RuleKind, wanted: RuleChanges, nowMs: number): Rule {
  return changedRule(newRule(kind, "draft", nowMs), wanted);
}

function newRule(kind: RuleKind, id: string, nowMs: number): Rule {
  return { ...defaultSettings(kind), id, kind, createdAtMs: nowMs, updatedAtMs: nowMs };
}

/** A rule with changes, as `change` would make it; nothing is kept. Throws `bad_input` naming each field that cannot be. */
export function changedRule(rule: Rule, changes: RuleChanges): Rule {
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const changed: Rule = { ...rule, ...given };
  // Whoever moves the threshold alone means the recovery to come with it.
  const moved = changes.threshold !== undefined && changes.recoveryThreshold === undefined;
  const next = moved ? { ...changed, recoveryThreshold: movedRecovery(rule, changed.threshold) } : changed;
  const errors = errorsOf(next);
  if (errors.length === 0) return next;
  throw badInput(errors);
}

function movedRecovery({ threshold, recoveryThreshold }: Rule, to: number): number {
  return threshold === 0 ? to : Math.min(to, (recoveryThreshold / threshold) * to);
}

function errorsOf({ kind, threshold, recoveryThreshold, minCount, groupBy, filter }: Rule) {
  const { unit, minCount: meaning, groupings, filters } = ruleFacts[kind];
  const errors: { path: string; message: string }[] = [];
  if (threshold <= 0) errors.push({ path: "threshold", message: "must be above 0: it would always be reached" });
  if (unit === "share" && threshold > 1) errors.push({ path: "threshold", message: "must be a share, at most 1" });
  if (recoveryThreshold > threshold) {
    errors.push({ path: "recoveryThreshold", message: "must be at most the threshold" });
  }
  if (minCount > 0 && meaning === null) {
    errors.push({ path: "minCount", message: "must be 0: this kind counts nothing beside its value" });
  }
  if (!groupings.includes(groupBy)) {
    errors.push({ path: "groupBy", message: `must be one of ${groupings.join(", ")} for this kind` });
  }
  for (const field of ruleFilterFields) {
    if (!filter[field]?.length || filters.includes(field)) continue;
    const instead = filters.length === 0 ? "it takes no filter" : `it can be by ${filters.join(", ")}`;
    errors.push({ path: `filter.${field}`, message: `is not what this kind can tell apart: ${instead}` });
  }
  return errors;
}

import { backtest } from "#lib/alerts/backtest/backtest";
import { attemptsOf, badOf } from "#lib/alerts/counts";
import { defaultSettings } from "#lib/alerts/default-rules";
import type { Rule, RuleKind } from "#lib/model/alert-rule";
import type { Attempt } from "#lib/model/attempt";
import { outcomeOfStatus } from "#lib/model/outcome";
import type { RiskLimit } from "#lib/model/risk";
import { createSuspensionWatch } from "#lib/risk/suspension-watch";
import { sampleAttempt } from "#lib/store/sample-attempt";
import { openSqliteStore } from "#lib/store/sqlite/open";
import { temporaryDirectory } from "#lib/store/sqlite/temporary-directory";
import { systemClock } from "#lib/time/clock";
import type { Range } from "#lib/time/range";

export const minute = 60_000;
export const startMs = Date.UTC(2026, 0, 14);
export const day: Range = { fromMs: startMs, toMs: startMs + 24 * 60 * minute };

/** A rule with the settings of its kind, and some of its own. */
export function ruleOf(kind: RuleKind, changes: Partial<Rule> = {}): Rule {
  return { ...defaultSettings(kind), id: kind, kind, createdAtMs: 0, updatedAtMs: 0, ...changes };
}

/** A store with these attempts, and what runs rules over it. */
export async function storeOf(
  attempts: readonly Attempt[],
  limit: RiskLimit = { seconds: 86_400, rate: 0.05, count: null },
) {
  const store = await openSqliteStore({ dir: temporaryDirectory(), clock: systemClock });
  for (let n = 0; n < attempts.length; n += 240) await store.record(attempts.slice(n, n + 240));
  let read = 0;
  const deps = {
    store: {
      ...store,
      readAttempts: (query: Parameters<typeof store.readAttempts>[0]) => {
        read += 1;
        return store.readAttempts(query);
      },
    },
    limits: () => [limit],
    weigh: (counts: Parameters<typeof attemptsOf>[0]) => ({ attempts: attemptsOf(counts), bad: badOf(counts) }),
    createDetector: () => createSuspensionWatch(null),
    breathe: async () => {},
  };
  return {
    store,
    run: (rule: Rule, range = day) => backtest(deps, rule, range),
    /** How many pages of attempts were read. */
    pagesRead: () => read,
  };
}

/** A call a minute for a day, of which those of the given minutes fail. */
export function callEachMinute(failsAt: (minuteOfDay: number) => boolean, status = 404): Attempt[] {
  return Array.from({ length: 24 * 60 }, (_, at) => {
    const answer = failsAt(at) ? status : 200;
    return sampleAttempt({
      callId: String(at),
      startedAtMs: startMs + at * minute + 1,
      status: answer,
      outcome: outcomeOfStatus(answer),
    });
  });
}

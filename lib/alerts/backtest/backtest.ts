import { createPastFacts } from "#lib/alerts/backtest/past-facts";
import { readPastProblems } from "#lib/alerts/backtest/past-problems";
import { readPastSuspensions, type SuspensionDetector } from "#lib/alerts/backtest/past-suspensions";
import { createRecordedCounts, type RecordedCounts } from "#lib/alerts/backtest/recorded-counts";
import { type Counts, noCounts } from "#lib/alerts/counts";
import { evaluate } from "#lib/alerts/evaluate";
import { budgetOf, type WindowSum, windowsOf } from "#lib/alerts/kinds/suspension-risk";
import { createLiveCounts } from "#lib/alerts/live-counts";
import { type RuleFacts, readRuleData } from "#lib/alerts/read-rule-data";
import { silenceReachMs } from "#lib/alerts/read-silence";
import { type PendingByRule, stepRules } from "#lib/alerts/step-rules";
import { AppError } from "#lib/errors";
import { formatCount, formatDuration } from "#lib/format";
import type { Alert } from "#lib/model/alert";
import type { Rule, RuleFilter, RuleGrouping, Severity } from "#lib/model/alert-rule";
import type { RiskLimit } from "#lib/model/risk";
import { ruleFacts } from "#lib/model/rule-facts";
import type { CredentialStore } from "#lib/store/integration-store";
import type { ProblemStore } from "#lib/store/problem-store";
import type { AttemptArchive } from "#lib/store/report-store";
import type { AttemptReader } from "#lib/store/store";
import type { BucketSeconds } from "#lib/time/bucket";
import type { Range } from "#lib/time/range";

export type BacktestAlert = {
  readonly startedAtMs: number;
  /** Null: still firing at the end. */
  readonly endedAtMs: number | null;
  readonly severity: Severity;
  readonly peak: number;
  readonly summary: string;
  /** From its beginning to the moment at which a limit was used up; null if none was while it fired. */
  readonly leadMs: number | null;
};

export type Backtest = {
  readonly alerts: readonly BacktestAlert[];
  readonly stepSeconds: number;
  /** `3 alerts, 41 min lead, 1 shorter than 5 min` */
  readonly summary: string;
};

/** What is on record. */
export type PastStore = Pick<AttemptReader, "readFigures" | "listDeprecatedRoutes"> &
  Pick<CredentialStore, "listCredentialUses"> &
  Pick<ProblemStore, "listProblems" | "readProblemFigures" | "listProblemEvents"> &
  Pick<AttemptArchive, "readAttempts">;

type Deps = {
  readonly store: PastStore;
  readonly createDetector: () => SuspensionDetector;
  readonly limits: () => readonly RiskLimit[];
  readonly weigh: (counts: Counts) => WindowSum;
  /** Lets others have the thread for a moment. */
  readonly breathe: () => Promise<void>;
};

const dayMs = 86_400_000;
const longestMs = 31 * dayMs;
const shortMs = 5 * 60_000;
const stepsPerBreath = 20;
/** What a spike is compared with reaches back this far beyond its window. */
const usualMs = 6 * 3_600_000;
const hourSeconds = 3_600;
/** Percentiles are read anew for each step, for they do not add up. */
const longestLatencyMs = 7 * dayMs;
const credentialsMax = 500;

/**
 * Runs a rule over what was recorded, as if it had been looked at once a minute, over more than a day once in five
 * minutes, and once an hour for silence, whose habits are told by hours, and for deprecated operations, of which one in
 * a week is enough. Throws `unanswerable` for the kind whose past is not kept, for more than 31 days (7 of percentiles),
 * beyond retention, and where a suspension is looked for among too many attempts.
 */
export async function backtest(deps: Deps, rule: Rule, range: Range): Promise<Backtest> {
  expectAnswerable(rule, range);
  const bucketSeconds = bucketSecondsOf(rule, range);
  const limits = deps.limits();
  const reach = { rule, range, bucketSeconds, limits } as const;
  const [own, all] = await Promise.all([
    record(deps, reach, rule.groupBy, rule.filter),
    record(deps, reach, "none", {}),
  ]);
  const stepMs = bucketSeconds * 1_000;
  const { weigh, store } = deps;
  const factsAt = createPastFacts({
    ...{ own, limits: () => limits, weigh, firstMs: firstMsOf(reach), bucketMs: stepMs },
    ...(await readStandings(deps, reach, all)),
    p95s: createLiveCounts(store).p95s,
    listDeprecatedRoutes: store.listDeprecatedRoutes,
  });
  const past = { factsAt, all, limits, weigh };
  const found = new Map<string, Alert>();
  const reachedAtMs: number[] = [];
  let pending: PendingByRule = new Map();
  let wasReached = false;
  let steps = 0;
  for (let nowMs = Math.ceil(range.fromMs / stepMs) * stepMs; nowMs <= range.toMs; nowMs += stepMs) {
    pending = await look(past, { rule, nowMs, stepMs, pending, found });
    const isReached = limitReached(past, nowMs);
    if (isReached && !wasReached) reachedAtMs.push(nowMs);
    wasReached = isReached;
    steps += 1;
    if (steps % stepsPerBreath === 0) await deps.breathe();
  }
  const alerts = [...found.values()].map((alert) => toldAlert(alert, reachedAtMs));
  return { alerts, stepSeconds: bucketSeconds, summary: summaryOf(alerts) };
}

function expectAnswerable({ kind }: Rule, { fromMs, toMs }: Range): void {
  const { label, canBacktest } = ruleFacts[kind];
  if (!canBacktest) throw new AppError("unanswerable", `"${label}" depends on what is not kept over time`);
  if (toMs - fromMs > longestMs) throw new AppError("unanswerable", "A backtest takes at most 31 days");
  if (kind === "latency" && toMs - fromMs > longestLatencyMs) {
    throw new AppError("unanswerable", "A backtest of latency takes at most 7 days");
  }
}

function bucketSecondsOf({ kind, windowSeconds }: Rule, { fromMs, toMs }: Range): BucketSeconds {
  const goesByHours = kind === "no_traffic" || kind === "deprecated_operation";
  if (goesByHours && windowSeconds >= hourSeconds) return hourSeconds;
  return toMs - fromMs <= dayMs && kind !== "no_traffic" ? 60 : 300;
}

type Reach = {
  readonly rule: Rule;
  readonly range: Range;
  readonly bucketSeconds: BucketSeconds;
  readonly limits: readonly RiskLimit[];
};

/** What a rule compares with lies before its range, and so does what a limit counts. */
function firstMsOf({ rule, range, bucketSeconds, limits }: Reach): number {
  const beforeMs = Math.max(
    rule.windowSeconds * 1_000 + (rule.kind === "no_traffic" ? silenceReachMs : usualMs),
    ...windowsOf(limits).map((seconds) => seconds * 1_000),
  );
  const bucketMs = bucketSeconds * 1_000;
  return Math.floor((range.fromMs - beforeMs) / bucketMs) * bucketMs;
}

/** What some kinds look at beside counts; nothing is read for those that do not. */
async function readStandings(deps: Deps, reach: Reach, all: RecordedCounts) {
  const { rule, range, bucketSeconds } = reach;
  const { kind } = rule;
  const spans = { firstMs: firstMsOf(reach), toMs: range.toMs, stepMs: bucketSeconds * 1_000 };
  return {
    uses: kind === "credential_rejected" ? await deps.store.listCredentialUses(credentialsMax) : [],
    problems:
      kind === "problem_new" || kind === "problem_regressed"
        ? await readPastProblems(deps.store, { rule, range, bucketSeconds })
        : () => [],
    suspensionAt: kind === "suspected_suspension" ? await readPastSuspensions(deps, { all, ...spans }) : () => null,
  };
}

async function record({ store }: Deps, reach: Reach, by: RuleGrouping, filter: RuleFilter): Promise<RecordedCounts> {
  const { range, bucketSeconds } = reach;
  const bucketMs = bucketSeconds * 1_000;
  const fromMs = firstMsOf(reach);
  const query = { range: { fromMs, toMs: range.toMs }, filter, by, bucketSeconds, mayWiden: false, timeZone: "UTC" };
  const { cells } = await store.readFigures(query);
  return createRecordedCounts(cells, { firstMs: fromMs, bucketMs, count: Math.ceil((range.toMs - fromMs) / bucketMs) });
}

type Past = {
  readonly factsAt: (nowMs: number) => RuleFacts;
  readonly all: RecordedCounts;
  readonly limits: readonly RiskLimit[];
  readonly weigh: Deps["weigh"];
};

type Looking = {
  readonly rule: Rule;
  readonly nowMs: number;
  readonly stepMs: number;
  readonly pending: PendingByRule;
  readonly found: Map<string, Alert>;
};

async function look(past: Past, { rule, nowMs, stepMs, pending, found }: Looking): Promise<PendingByRule> {
  const data = await readRuleData(rule, past.factsAt(nowMs), nowMs);
  const stepped = stepRules({
    rules: [{ ...rule, enabled: true }],
    evaluations: new Map([[rule.id, evaluate(rule, data, nowMs)]]),
    firing: [...found.values()].filter(({ state }) => state === "firing"),
    silences: [],
    pending,
    moment: { nowMs, lookedAtMs: nowMs - stepMs },
    newId: () => `${found.size + 1}`,
  });
  for (const { alert } of stepped.steps) found.set(alert.id, alert);
  return stepped.pending;
}

function limitReached({ all, limits, weigh }: Past, nowMs: number): boolean {
  return limits.some((limit) => {
    const counts = all.count({ fromMs: nowMs - limit.seconds * 1_000, toMs: nowMs }).get("all");
    const { attempts, bad } = weigh(counts ?? noCounts);
    return bad >= budgetOf(limit, attempts);
  });
}

function toldAlert(alert: Alert, reachedAtMs: readonly number[]): BacktestAlert {
  const { startedAtMs, endedAtMs, severity, peak } = alert;
  const endMs = endedAtMs ?? Number.POSITIVE_INFINITY;
  const reached = reachedAtMs.find((ms) => ms >= startedAtMs && ms <= endMs);
  const leadMs = reached === undefined ? null : reached - startedAtMs;
  return { startedAtMs, endedAtMs, severity, peak, summary: alert.summary.replace(/^Over\. It was: /, ""), leadMs };
}

function summaryOf(alerts: readonly BacktestAlert[]): string {
  if (alerts.length === 0) return "No alert";
  const leads = alerts.flatMap(({ leadMs }) => leadMs ?? []).toSorted((a, b) => a - b);
  const lead = leads[Math.floor(leads.length / 2)];
  const short = alerts.filter(({ startedAtMs, endedAtMs }) => endedAtMs !== null && endedAtMs - startedAtMs < shortMs);
  return [
    formatCount(alerts.length, "alert"),
    ...(lead === undefined ? [] : [`${formatDuration(lead)} lead before a limit was used up`]),
    ...(short.length === 0 ? [] : [`${short.length} shorter than 5 min`]),
  ].join(", ");
}

import { attemptsOf, type Counts, noCounts } from "#lib/alerts/counts";
import type { CountsByKey } from "#lib/alerts/kinds/rates";
import type { ProblemStanding, SelfState } from "#lib/alerts/kinds/standings";
import { type WindowSum, windowsOf } from "#lib/alerts/kinds/suspension-risk";
import { readSilence } from "#lib/alerts/read-silence";
import type { RuleData } from "#lib/alerts/rule-data";
import { AppError } from "#lib/errors";
import { keyWords } from "#lib/format/key-words";
import type { Rule, RuleFilter, RuleGrouping } from "#lib/model/alert-rule";
import type { CredentialUse } from "#lib/model/credential";
import type { RiskLimit } from "#lib/model/risk";
import type { Suspension } from "#lib/model/suspension";
import type { DeprecatedRoute } from "#lib/store/store";
import type { Range } from "#lib/time/range";

/** What counts attempts: the store as it is now, or what was recorded, told again. */
export type CountSource = {
  readonly count: (range: Range, by: RuleGrouping, filter: RuleFilter) => Promise<CountsByKey>;
  /** Nearest-rank 95th percentiles in ms. */
  readonly p95s: (range: Range, by: RuleGrouping, filter: RuleFilter) => Promise<ReadonlyMap<string, number>>;
};

/** All that rules look at. */
export type RuleFacts = CountSource & {
  readonly limits: () => readonly RiskLimit[];
  /** What weighs against the limits. */
  readonly weigh: (counts: Counts) => WindowSum;
  readonly listCredentialUses: () => Promise<readonly CredentialUse[]>;
  readonly listProblems: (range: Range, filter: RuleFilter) => Promise<readonly ProblemStanding[]>;
  readonly listDeprecatedRoutes: (range: Range, filter: RuleFilter) => Promise<readonly DeprecatedRoute[]>;
  /** What the detector of suspensions thinks now. */
  readonly suspension: () => Suspension | null;
  readonly self: (sinceMs: number) => Promise<SelfState>;
  /** How many attempts could not be stored since then, so that sums are too small. */
  readonly lostSince: (sinceMs: number) => number;
};

// As far ahead as a told time is believed: a clock that ran ahead must not hide what was sent just now.
const aheadMs = 5 * 60_000;
const usualSeconds = 6 * 3_600;

/** Reads what a rule is judged by, as of `nowMs`. Data that is missing or known to be incomplete is said to be so. */
export async function readRuleData(rule: Rule, facts: RuleFacts, nowMs: number): Promise<RuleData> {
  try {
    if (rule.kind !== "self" && (await isLossy(rule, facts, nowMs))) {
      return { kind: "incomplete", why: "attempts of its window could not be stored" };
    }
    return await readOf(rule, facts, nowMs);
  } catch (error) {
    if (error instanceof AppError) return { kind: "incomplete", why: error.message };
    throw error;
  }
}

/** Losses are looked for in this much of a window: a day must not be blind for a bad minute. */
const lossWindowMs = 3_600_000;
/** Below this share of the attempts there is too little to judge by: the coverage floor of OpenObserve's objectives. */
const coverageFloor = 0.9;

async function isLossy({ windowSeconds }: Rule, facts: RuleFacts, nowMs: number): Promise<boolean> {
  const fromMs = nowMs - Math.min(windowSeconds * 1_000, lossWindowMs);
  const lost = facts.lostSince(fromMs);
  if (lost === 0) return false;
  const counts = await facts.count({ fromMs, toMs: nowMs + aheadMs }, "none", {});
  const stored = attemptsOf(counts.get("all") ?? noCounts);
  return stored / (stored + lost) < coverageFloor;
}

async function readOf(rule: Rule, facts: RuleFacts, nowMs: number): Promise<RuleData> {
  const { filter, groupBy } = rule;
  const window = { fromMs: nowMs - rule.windowSeconds * 1_000, toMs: nowMs + aheadMs };
  const counted = () => facts.count(window, groupBy, filter);
  switch (rule.kind) {
    case "suspension_risk":
      return readBurn(rule, facts, nowMs);
    case "failure_rate":
    case "rate_limited":
      return { kind: rule.kind, counts: await counted() };
    case "spike": {
      const before = { fromMs: window.fromMs - usualSeconds * 1_000, toMs: window.fromMs };
      const [counts, usual] = await Promise.all([counted(), facts.count(before, groupBy, filter)]);
      return { kind: rule.kind, counts, usual };
    }
    case "latency": {
      const [counts, p95s] = await Promise.all([counted(), facts.p95s(window, groupBy, filter)]);
      return { kind: rule.kind, counts, p95s };
    }
    case "suspected_suspension":
      return { kind: rule.kind, suspension: ofKeys(facts.suspension(), filter) };
    case "credential_rejected":
      return readCredentials(rule, facts, window);
    case "problem_new": {
      const news = { ...window, fromMs: window.fromMs - rule.forSeconds * 1_000 };
      return { kind: rule.kind, problems: await facts.listProblems(news, filter) };
    }
    case "problem_regressed":
      return { kind: rule.kind, problems: await facts.listProblems(window, filter) };
    case "deprecated_operation":
      return { kind: rule.kind, routes: await facts.listDeprecatedRoutes(window, filter) };
    case "no_traffic":
      return { kind: rule.kind, ...(await readSilence(rule, facts.count, { nowMs, aheadMs })) };
    case "self":
      return { kind: rule.kind, state: await facts.self(window.fromMs) };
    default:
      rule.kind satisfies never;
      throw new Error("there is no such kind of rule");
  }
}

/** What of a suspicion is about the keys that a rule is for; null if that is nothing. */
function ofKeys(suspension: Suspension | null, { credential }: RuleFilter): Suspension | null {
  if (suspension === null || !credential?.length) return suspension;
  const keys = suspension.keys.filter((key) => credential.includes(key.credential));
  return keys.length === 0 ? null : { ...suspension, keys };
}

async function readBurn({ filter }: Rule, facts: RuleFacts, nowMs: number): Promise<RuleData> {
  const limits = facts.limits();
  const sums = await Promise.all(
    windowsOf(limits).map(async (seconds): Promise<[number, WindowSum]> => {
      const range = { fromMs: nowMs - seconds * 1_000, toMs: nowMs + aheadMs };
      const counts = await facts.count(range, "none", filter);
      return [seconds, facts.weigh(counts.get("all") ?? noCounts)];
    }),
  );
  return { kind: "suspension_risk", limits, sums: new Map(sums) };
}

async function readCredentials(rule: Rule, facts: RuleFacts, window: Range): Promise<RuleData> {
  const { filter } = rule;
  const [uses, counts] = await Promise.all([facts.listCredentialUses(), facts.count(window, "credential", filter)]);
  const credentials = await Promise.all(
    uses.flatMap((use) => {
      const own = counts.get(use.fingerprint);
      if (!own) return [];
      const inARow = countInARow(rule, facts, { window, use, unauthorized: own.unauthorized });
      return [inARow.then((unauthorized) => ({ ...use, label: keyWords(use), counts: own, unauthorized }))];
    }),
  );
  return { kind: "credential_rejected", credentials };
}

type InARow = { readonly window: Range; readonly use: CredentialUse; readonly unauthorized: number };

/** How many 401 of the window came since the key got anything else. Few keys have enough of them to be asked about. */
async function countInARow(
  { filter, threshold }: Rule,
  facts: RuleFacts,
  { window, use, unauthorized }: InARow,
): Promise<number> {
  const { fingerprint, refusedSinceMs } = use;
  if (refusedSinceMs === null) return 0;
  if (unauthorized < threshold || refusedSinceMs <= window.fromMs) return unauthorized;
  const since = await facts.count({ ...window, fromMs: refusedSinceMs }, "credential", filter);
  return since.get(fingerprint)?.unauthorized ?? 0;
}

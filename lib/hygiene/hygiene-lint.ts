import type { LintRule, Note, RuleContext } from "#lib/hygiene/lint-rule";
import { type RuleId, ruleIds } from "#lib/hygiene/rule-words";
import { createConcurrentCalls } from "#lib/hygiene/rules/concurrent-calls";
import { createErrorLoops } from "#lib/hygiene/rules/error-loops";
import { createFlatWaits } from "#lib/hygiene/rules/flat-waits";
import { createPartnerHeaders } from "#lib/hygiene/rules/partner-headers";
import { createRepeats } from "#lib/hygiene/rules/repeats";
import { createSentAgain } from "#lib/hygiene/rules/sent-again";
import { createSignIns } from "#lib/hygiene/rules/sign-ins";
import { createToldEndings } from "#lib/hygiene/rules/told-endings";
import { createToldWaits } from "#lib/hygiene/rules/told-waits";
import { createTooFast } from "#lib/hygiene/rules/too-fast";
import { createWaves } from "#lib/hygiene/rules/waves";
import type { UserOf } from "#lib/hygiene/user-of";
import type { SentAttempt } from "#lib/model/attempt";
import type { RecordedCall } from "#lib/risk/replay-call";

/** A call that breaks a rule, and by what it shows. */
export type LintRow = Pick<
  SentAttempt,
  "callId" | "startedAtMs" | "method" | "route" | "status" | "outcome" | "networkError" | "credential"
> & { readonly why: string };

/** One thing that the calls of one integration do wrong. */
export type LintFinding = {
  readonly rule: RuleId;
  /** Null for calls of no integration. */
  readonly integration: string | null;
  readonly calls: number;
  /** Attempts that should not have been made, not yet, or not so. */
  readonly attempts: number;
  /** Kisi users that they were made as; a key that is joined to none counts as one. */
  readonly users: number;
  /** Newest first, a hundred at most. */
  readonly rows: readonly LintRow[];
};

/** Looks at calls and attempts, each of which are to be added in the order in which they began. */
export type HygieneLint = {
  readonly addCall: (call: RecordedCall) => void;
  readonly addAttempt: (attempt: SentAttempt, call: RecordedCall) => void;
  /** To be asked once, at the end. Gravest first. */
  readonly finish: () => readonly LintFinding[];
};

const ruleMakers: readonly ((context: RuleContext) => LintRule)[] = [
  createRepeats,
  createSentAgain,
  createErrorLoops,
  createToldWaits,
  createFlatWaits,
  createWaves,
  createTooFast,
  createConcurrentCalls,
  createSignIns,
  createToldEndings,
  createPartnerHeaders,
];

/** A lint without findings. When each rule finds something stands in `rule-words.ts`. */
export function createHygieneLint(userOf: UserOf): HygieneLint {
  const findings = createFindings(userOf);
  const rules = ruleMakers.map((make) => make({ note: findings.note, userOf }));
  return {
    addCall(call) {
      for (const rule of rules) rule.addCall?.(call);
    },
    addAttempt(attempt, call) {
      for (const rule of rules) rule.addAttempt?.(attempt, call);
    },
    finish() {
      for (const rule of rules) rule.finish?.();
      return findings.list();
    },
  };
}

const rowsMax = 100;

type Finding = {
  readonly rule: RuleId;
  readonly integration: string | null;
  attempts: number;
  readonly calls: Set<string>;
  readonly users: Set<string>;
  rows: LintRow[];
};

function createFindings(userOf: UserOf) {
  const found = new Map<string, Finding>();

  function findingOf(rule: RuleId, integration: string | null): Finding {
    const key = `${rule} ${integration ?? ""}`;
    const known = found.get(key);
    if (known) return known;
    const finding: Finding = { rule, integration, attempts: 0, calls: new Set(), users: new Set(), rows: [] };
    found.set(key, finding);
    return finding;
  }

  const note: Note = (rule, call, attempts, why) => {
    const { first } = call;
    const finding = findingOf(rule, first.integration);
    finding.attempts += attempts;
    finding.users.add(userOf(first) ?? "");
    // Of a call that breaks a rule by several attempts the first reason is kept.
    if (finding.calls.has(first.callId)) return;
    finding.calls.add(first.callId);
    finding.rows.push(rowOf(call, why));
    if (finding.rows.length >= 2 * rowsMax) finding.rows = newest(finding.rows);
  };

  const list = (): readonly LintFinding[] =>
    [...found.values()]
      .map(({ calls, users, rows, ...rest }) => ({ ...rest, calls: calls.size, users: users.size, rows: newest(rows) }))
      .sort((a, b) => ruleIds.indexOf(a.rule) - ruleIds.indexOf(b.rule) || b.attempts - a.attempts);

  return { note, list };
}

function newest(rows: readonly LintRow[]): LintRow[] {
  return rows.toSorted((a, b) => b.startedAtMs - a.startedAtMs).slice(0, rowsMax);
}

function rowOf({ first, repeats }: RecordedCall, why: string): LintRow {
  const { status, outcome, networkError } = repeats.at(-1) ?? first;
  const { callId, startedAtMs, method, route, credential } = first;
  return { callId, startedAtMs, method, route, status, outcome, networkError, credential, why };
}

import type { RecordedAttempt } from "#lib/model/attempt";
import {
  isBad,
  isFailure,
  type Outcome,
  outcomes,
  type StatusClass,
  statusClasses,
  statusClassOf,
} from "#lib/model/outcome";
import type { ReportCounts } from "#lib/model/report";
import type { StatsTotals } from "#lib/model/stats";
import type { Range } from "#lib/time/range";

/** One kind of failure: what a problem would be told apart by. */
export type ErrorKind = Pick<
  RecordedAttempt,
  "route" | "status" | "outcome" | "networkError" | "errorCode" | "errorMessage"
> & {
  attempts: number;
  firstAtMs: number;
  lastAtMs: number;
  firstCallId: string;
  lastCallId: string;
  slowestCallId: string;
  slowestMs: number;
};

export type TallyPoint = { readonly t: number; attempts: number; readonly byOutcome: Record<Outcome, number> };

/** What a report counts, one attempt after the other, in memory that does not grow with their number. */
export type Tally = {
  readonly add: (attempt: RecordedAttempt) => void;
  readonly totals: () => Omit<StatsTotals, "latencyMs" | "blocked">;
  readonly points: () => readonly TallyPoint[];
  readonly routes: () => readonly (ReportCounts & { readonly key: string })[];
  readonly integrations: () => readonly (ReportCounts & { readonly key: string })[];
  readonly credentials: () => readonly (ReportCounts & { readonly key: string; readonly last4: string | null })[];
  /** Most attempts first. */
  readonly errors: () => readonly ErrorKind[];
  /** Failures of kinds beyond the bound. */
  readonly moreErrors: () => number;
  readonly firstFailureAtMs: () => number | null;
  readonly lastFailureAtMs: () => number | null;
  readonly lastBadAtMs: () => number | null;
};

/** A store that has seen more names or kinds of failure than this has a fault of another sort. */
const namesMax = 1_000;
const kindsMax = 500;

/** Makes a tally of attempts in `range`, in buckets that begin at multiples of their width. */
export function createTally(range: Range, bucketSeconds: number): Tally {
  const counts = { attempts: 0, calls: 0, retries: 0, bad: 0, failures: 0 };
  const byStatusClass = zeros<StatusClass>(statusClasses);
  const byOutcome = zeros<Outcome>(outcomes);
  const seen = { first: null as number | null, last: null as number | null, lastBad: null as number | null };
  const points = bucketsOf(range, bucketSeconds);
  const [routes, integrations, credentials] = [createCounts(), createCounts(), createCounts()];
  const last4s = new Map<string, string | null>();
  const errors = createKinds();

  function countFailure(attempt: RecordedAttempt): void {
    const { outcome, startedAtMs } = attempt;
    if (isBad(outcome)) {
      counts.bad += 1;
      seen.lastBad = Math.max(seen.lastBad ?? 0, startedAtMs);
    }
    if (!isFailure(outcome)) return;
    counts.failures += 1;
    seen.first = Math.min(seen.first ?? startedAtMs, startedAtMs);
    seen.last = Math.max(seen.last ?? 0, startedAtMs);
    errors.add(attempt);
  }

  return {
    add(attempt) {
      const { outcome, startedAtMs, credential, credentialLast4 } = attempt;
      counts.attempts += 1;
      counts.calls += attempt.call === null ? 0 : 1;
      counts.retries += attempt.attempt > 1 ? 1 : 0;
      byStatusClass[statusClassOf(attempt.status)] += 1;
      byOutcome[outcome] += 1;
      const point = points.at(startedAtMs);
      if (point) {
        point.attempts += 1;
        point.byOutcome[outcome] += 1;
      }
      routes.add(attempt.route, outcome);
      integrations.add(attempt.integration, outcome);
      credentials.add(credential, outcome);
      if (credential !== null && last4s.size < namesMax) last4s.set(credential, credentialLast4);
      countFailure(attempt);
    },
    totals: () => ({
      ...counts,
      badRate: counts.attempts === 0 ? null : counts.bad / counts.attempts,
      byStatusClass,
      byOutcome,
    }),
    points: () => points.all,
    routes: routes.list,
    integrations: integrations.list,
    credentials: () => credentials.list().map((one) => ({ ...one, last4: last4s.get(one.key) ?? null })),
    errors: errors.list,
    moreErrors: errors.more,
    firstFailureAtMs: () => seen.first,
    lastFailureAtMs: () => seen.last,
    lastBadAtMs: () => seen.lastBad,
  };
}

function bucketsOf({ fromMs, toMs }: Range, seconds: number) {
  const widthMs = seconds * 1_000;
  const first = Math.floor(fromMs / widthMs);
  const count = Math.floor((toMs - 1) / widthMs) - first + 1;
  const all: TallyPoint[] = Array.from({ length: count }, (_, index) => ({
    t: (first + index) * widthMs,
    attempts: 0,
    byOutcome: zeros<Outcome>(outcomes),
  }));
  return { all, at: (ms: number) => all[Math.floor(ms / widthMs) - first] };
}

/** Counts by a name; names beyond the bound share `other`, and nothing is counted of those that have none. */
function createCounts() {
  const byName = new Map<string, ReportCounts>();
  return {
    add(name: string | null, outcome: Outcome) {
      if (name === null) return;
      const key = byName.has(name) || byName.size < namesMax ? name : "other";
      const counts = byName.get(key) ?? { attempts: 0, failures: 0, bad: 0 };
      byName.set(key, counts);
      counts.attempts += 1;
      counts.bad += isBad(outcome) ? 1 : 0;
      counts.failures += isFailure(outcome) ? 1 : 0;
    },
    list: () =>
      [...byName]
        .map(([key, counts]) => ({ key, ...counts }))
        .sort((a, b) => b.failures - a.failures || b.attempts - a.attempts || (a.key < b.key ? -1 : 1)),
  };
}

function createKinds() {
  const kinds = new Map<string, ErrorKind>();
  let more = 0;
  return {
    add(attempt: RecordedAttempt) {
      const { route, status, outcome, networkError, errorCode, errorMessage, startedAtMs, callId, latencyMs } = attempt;
      const name = JSON.stringify([route, status, outcome, networkError, errorCode]);
      const kind = kinds.get(name);
      if (!kind) {
        if (kinds.size >= kindsMax) more += 1;
        else
          kinds.set(name, {
            ...{ route, status, outcome, networkError, errorCode, errorMessage, attempts: 1 },
            ...{ firstAtMs: startedAtMs, lastAtMs: startedAtMs, firstCallId: callId, lastCallId: callId },
            ...{ slowestCallId: callId, slowestMs: latencyMs },
          });
        return;
      }
      kind.attempts += 1;
      kind.lastAtMs = startedAtMs;
      kind.lastCallId = callId;
      if (latencyMs > kind.slowestMs) {
        kind.slowestMs = latencyMs;
        kind.slowestCallId = callId;
      }
    },
    list: () => [...kinds.values()].sort((a, b) => b.attempts - a.attempts || a.firstAtMs - b.firstAtMs),
    more: () => more,
  };
}

function zeros<Key extends string>(keys: readonly Key[]): Record<Key, number> {
  return Object.fromEntries(keys.map((key) => [key, 0])) as Record<Key, number>;
}

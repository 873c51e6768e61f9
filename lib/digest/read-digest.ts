import { AppError } from "#lib/errors";
import { limitWords } from "#lib/format/limit-words";
import type { Alert } from "#lib/model/alert";
import type { DigestMessage } from "#lib/model/digest";
import type { ProblemInRange } from "#lib/model/problem";
import type { RiskSettings } from "#lib/model/risk-settings";
import { readBudgetHistory } from "#lib/risk/read-budget-history";
import { ownLimits } from "#lib/risk/watched-limits";
import type { AlertStore } from "#lib/store/alert-store";
import type { ProblemStore } from "#lib/store/problem-store";
import type { AttemptReader } from "#lib/store/store";
import type { Range } from "#lib/time/range";
import { readStats } from "#lib/traffic/read-stats";

const worstMax = 5;
const alertsMax = 500;

type Data = DigestMessage["data"];

export type DigestDeps = {
  readonly store: Pick<AttemptReader, "readFigures" | "listFailingRoutes" | "listFilterValues"> &
    Pick<ProblemStore, "listProblems"> &
    Pick<AlertStore, "listAlerts">;
  readonly riskSettings: () => RiskSettings;
  /** The redaction of every way out. */
  readonly redactText: (text: string) => string;
  readonly publicUrl: string;
};

/** What stood out in `range`, against the time as long before it. What retention has removed is said to be unknown. */
export async function readDigest(
  deps: DigestDeps,
  range: Range,
  beforeMs: number,
): Promise<Omit<Data, "timeZone" | "late">> {
  const { store, redactText, publicUrl } = deps;
  const [week, before, budget, problems, routes, alerts, refused] = await Promise.all([
    readWeek(store, range),
    readWeek(store, { fromMs: beforeMs, toMs: range.fromMs }),
    readBudget(deps, range),
    store.listProblems({ range, senders: {} }),
    unlessForgotten(store.listFailingRoutes(range, {}, worstMax), []),
    store.listAlerts({ state: null, ruleId: null, ...range, limit: alertsMax }),
    readRefused(store, range),
  ]);
  const within = (ms: number | null) => ms !== null && ms >= range.fromMs && ms < range.toMs;
  const listed = (some: readonly ProblemInRange[]) => worstProblems(deps, some);
  return {
    from: iso(range.fromMs),
    to: iso(range.toMs),
    week: week ?? { attempts: 0, calls: 0, failures: 0, retries: 0, blocked: 0 },
    before: before !== null && before.attempts > 0 ? before : null,
    budget,
    new: listed(problems.filter(({ problem }) => within(problem.firstSeenAtMs))),
    regressed: listed(problems.filter(({ problem }) => within(problem.regressedAtMs))),
    routes: routes.map(({ route, attempts, failures }) => ({ route, attempts, failures })),
    alerts: worstAlerts(
      alerts.filter(({ startedAtMs }) => within(startedAtMs)),
      redactText,
    ),
    refused,
    url: `${publicUrl}/?from=${range.fromMs}&to=${range.toMs}`,
  };
}

async function readWeek(store: DigestDeps["store"], range: Range): Promise<Data["week"] | null> {
  const query = { range, filter: {}, by: "none", bucket: "auto", timeZone: "UTC" } as const;
  const stats = await unlessForgotten(readStats(store, query), null);
  if (stats === null) return null;
  const { attempts, calls, failures, retries, blocked } = stats.totals;
  return { attempts, calls, failures, retries, blocked };
}

function readBudget({ store, riskSettings }: DigestDeps, range: Range): Promise<Data["budget"]> {
  return Promise.all(
    ownLimits(riskSettings()).map(async (watched) => {
      const points = await unlessForgotten(readBudgetHistory(store, watched, range), []);
      const fullest = points.reduce((a, b) => ((b.used ?? 0) > (a?.used ?? 0) ? b : a), points[0]);
      return {
        label: limitWords(watched.limit),
        used: points.at(-1)?.used ?? null,
        peak: fullest?.used ?? 0,
        peakAt: fullest?.used ? iso(fullest.atMs) : null,
      };
    }),
  );
}

async function readRefused(store: DigestDeps["store"], range: Range): Promise<Data["refused"]> {
  const shape = { by: "credential", bucket: "auto", timeZone: "UTC" } as const;
  const stats = await unlessForgotten(readStats(store, { range, filter: { status: [401] }, ...shape }), null);
  const { credentials } = await store.listFilterValues();
  const last4Of = new Map(credentials.map(({ fingerprint, last4 }) => [fingerprint, last4]));
  return (stats?.series ?? [])
    .map(({ key, points }) => ({
      credential: key,
      last4: last4Of.get(key) ?? null,
      attempts: points.reduce((sum, point) => sum + point.attempts, 0),
    }))
    .filter(({ attempts }) => attempts > 0)
    .toSorted((a, b) => b.attempts - a.attempts)
    .slice(0, worstMax);
}

function worstProblems({ publicUrl }: DigestDeps, some: readonly ProblemInRange[]): Data["new"] {
  const worst = some.toSorted((a, b) => b.attempts - a.attempts).slice(0, worstMax);
  return {
    count: some.length,
    worst: worst.map(({ problem: { id, route, status, networkError, errorCode }, attempts }) => ({
      label: [route, "→", status ?? networkError ?? "no answer", errorCode].filter((part) => part !== null).join(" "),
      attempts,
      url: `${publicUrl}/problems/${id}`,
    })),
  };
}

const gravity = { critical: 2, warning: 1, notice: 0 } as const;

function worstAlerts(some: readonly Alert[], redact: (text: string) => string): Data["alerts"] {
  const worst = some
    .toSorted((a, b) => gravity[b.severity] - gravity[a.severity] || a.startedAtMs - b.startedAtMs)
    .slice(0, worstMax);
  return {
    count: some.length,
    worst: worst.map(({ ruleName, severity, summary, startedAtMs }) => ({
      rule: redact(ruleName),
      severity,
      summary: redact(summary),
      startedAt: iso(startedAtMs),
    })),
  };
}

/** What can no longer be told, because its rows are gone, is no reason to send nothing. */
async function unlessForgotten<T, U>(answer: Promise<T>, otherwise: U): Promise<T | U> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof AppError && error.code === "unanswerable") return otherwise;
    throw error;
  }
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { AppError } from "#lib/errors";
import type { Attempt } from "#lib/model/attempt";
import { statusClassOf } from "#lib/model/outcome";
import type { RiskWatch } from "#lib/risk/risk-watch";
import type { LiveBus } from "#lib/server/live-bus";
import type { StoreLosses } from "#lib/server/store-losses";
import type { TurnedAway } from "#lib/server/turned-away";

/** What Prometheus reads: counted since the process started, as its counters are meant to be. */
export type Metrics = {
  /** The text exposition format, version 0.0.4. */
  readonly write: () => Promise<{ readonly contentType: string; readonly text: string }>;
};

type MetricsParts = {
  readonly live: Pick<LiveBus, "listen">;
  readonly storeLosses: Pick<StoreLosses, "count">;
  readonly risk: Pick<RiskWatch, "glance">;
  readonly turnedAway: Pick<TurnedAway, "counts">;
};

/** A label's values are kept for ever, so what traffic can make up must end somewhere. */
const routesMax = 500;
const secondsBuckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Counts every attempt once it is stored, whatever way it came in; blocked calls were never sent and are none. */
export function createMetrics({ live, storeLosses, risk, turnedAway }: MetricsParts): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const attempts = new Counter({
    name: "ajar_attempts_total",
    help: "Attempts sent to Kisi, by route and ending.",
    labelNames: ["method", "route", "status_class", "outcome", "integration"] as const,
    registers: [registry],
  });
  const seconds = new Histogram({
    name: "ajar_attempt_duration_seconds",
    help: "From the start of an attempt to the last byte of its answer.",
    buckets: secondsBuckets,
    registers: [registry],
  });
  const retries = new Counter({
    name: "ajar_retries_total",
    help: "Attempts that were not the first of their call.",
    registers: [registry],
  });
  countLosses(registry, storeLosses);
  countTurnedAway(registry, turnedAway);
  measureRisk(registry, risk);
  const routeLabels = createRouteLabels();

  live.listen((news) => {
    if (news.kind !== "attempts") return;
    for (const attempt of news.attempts) {
      if (attempt.outcome === "blocked") continue;
      attempts.inc(labelsOf(attempt, routeLabels(attempt)));
      seconds.observe(attempt.latencyMs / 1000);
      if (attempt.attempt > 1) retries.inc();
    }
  });
  return { write: async () => ({ contentType: registry.contentType, text: await registry.metrics() }) };
}

function countLosses(registry: Registry, storeLosses: Pick<StoreLosses, "count">): void {
  new Counter({
    name: "ajar_store_errors_total",
    help: "Attempts that went to Kisi and are not, or not surely, stored.",
    registers: [registry],
    collect() {
      this.reset();
      this.inc(storeLosses.count());
    },
  });
}

/** A window without attempts, and all of them while the budget cannot be read, are absent: unknown is no 0. */
function measureRisk(registry: Registry, risk: Pick<RiskWatch, "glance">): void {
  new Gauge({
    name: "ajar_risk_used_ratio",
    help: "Share of your own limit that is used, by the seconds of its trailing window; 1 is the limit.",
    labelNames: ["window"] as const,
    registers: [registry],
    async collect() {
      this.reset();
      for (const { seconds, used } of await readUsed(risk)) this.set({ window: String(seconds) }, used);
    },
  });
}

async function readUsed(risk: Pick<RiskWatch, "glance">) {
  try {
    const { own } = await risk.glance();
    return own.flatMap(({ window: { limit, used } }) => (used === null ? [] : [{ seconds: limit.seconds, used }]));
  } catch (error) {
    // The watch has logged the cause.
    if (error instanceof AppError && error.code === "unavailable") return [];
    throw error;
  }
}

function countTurnedAway(registry: Registry, turnedAway: Pick<TurnedAway, "counts">): void {
  new Counter({
    name: "ajar_ingest_turned_away_total",
    help: "Requests with telemetry that were refused because too much waited or nothing could be stored.",
    labelNames: ["reason"] as const,
    registers: [registry],
    collect() {
      this.reset();
      for (const [reason, count] of Object.entries(turnedAway.counts())) this.inc({ reason }, count);
    },
  });
}

function labelsOf({ method, status, outcome, integration }: Attempt, route: string) {
  return { method, route, status_class: statusClassOf(status), outcome, integration: integration ?? "none" };
}

/** The template of an attempt's route, or `other` once too many were seen. */
function createRouteLabels(): (attempt: Pick<Attempt, "route">) => string {
  const known = new Set<string>();
  return ({ route }) => {
    const template = route.slice(route.indexOf(" ") + 1);
    if (known.has(template)) return template;
    if (known.size >= routesMax) return "other";
    known.add(template);
    return template;
  };
}

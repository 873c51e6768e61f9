import type { Attempt } from "#lib/model/attempt";
import { type Outcome, outcomeOfStatus } from "#lib/model/outcome";

/** A small, fast generator of even numbers in [0, 1), the same for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const routeCount = 80;
const failures: readonly [share: number, status: number | null, outcome: Outcome][] = [
  [0.015, 422, outcomeOfStatus(422)],
  [0.03, 404, outcomeOfStatus(404)],
  [0.04, 429, outcomeOfStatus(429)],
  [0.05, 500, outcomeOfStatus(500)],
  [0.055, 503, outcomeOfStatus(503)],
  [0.06, null, "network_error"],
  [0.0601, 418, outcomeOfStatus(418)],
];

/** Attempts of a busy integrator, oldest first, spread evenly over a range: 94 % fine, some retried once. */
export function* generateTraffic(count: number, fromMs: number, toMs: number): Generator<Attempt> {
  const random = createRandom(1);
  for (let made = 0; made < count; ) {
    const startedAtMs = Math.floor(fromMs + ((toMs - fromMs) * made) / count);
    const first = generateAttempt(random, startedAtMs, made);
    const retried = first.outcome === "rate_limited" || first.outcome === "server_error";
    if (!retried || made + 1 === count) {
      yield first;
      made += 1;
      continue;
    }
    const again = { ...generateAttempt(random, startedAtMs + 1_000, made), route: first.route, path: first.path };
    const latencyMs = 1_000 + again.latencyMs;
    yield { ...first, call: null };
    yield {
      ...again,
      method: first.method,
      callId: first.callId,
      attempt: 2,
      call: { startedAtMs, attempts: 2, latencyMs, heldBackMs: 0, stopReason: null },
    };
    made += 2;
  }
}

function generateAttempt(random: () => number, startedAtMs: number, n: number): Attempt {
  const route = Math.floor(routeCount * random() ** 3);
  const draw = random();
  const failure = failures.find(([share]) => draw < share);
  const [, status, outcome] = failure ?? [0, 200, "success" as const];
  const latencyMs = Math.round(120_000 * Math.exp(0.6 * normal(random))) / 1_000;
  const id = Math.floor(random() * 5_000);
  const method = route % 5 === 0 ? "POST" : "GET";
  return {
    callId: `01${startedAtMs.toString(16)}-7000-${n.toString(16).padStart(12, "0")}`,
    attempt: 1,
    startedAtMs,
    toldStartedAtMs: null,
    method,
    route: `${method} /resource_${route}/{id}`,
    path: `/resource_${route}/${id}?limit=50&offset=${id % 7}`,
    status,
    outcome,
    networkError: outcome === "network_error" ? "reset" : null,
    blockedReason: null,
    latencyMs,
    ttfbMs: latencyMs * 0.9,
    heldBackMs: 0,
    waitedMs: 0,
    retryAfterMs: null,
    errorCode: failure ? `e${route}` : null,
    errorMessage: failure ? "The request could not be done" : null,
    deprecation: null,
    sunset: null,
    partnerHeaders: null,
    source: random() < 0.001 ? "console" : "gateway",
    integration: `integration-${Math.floor(4 * random() ** 2)}`,
    credential: `fingerprint-${random() < 0.00001 ? 99 : Math.floor(6 * random())}`,
    credentialLast4: "9f3a",
    exchange: null,
    failure: failure ? { fingerprint: `e${route}`, fields: [] } : null,
    requestShape: null,
    call: { startedAtMs, attempts: 1, latencyMs, heldBackMs: 0, stopReason: null },
  };
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

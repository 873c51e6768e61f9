import { deadlineMsDefault } from "#lib/kisi/outbound-request";
import type { SentAttempt } from "#lib/model/attempt";
import { isFailure } from "#lib/model/outcome";
import { backoffMs } from "#lib/outbound/backoff";
import { type Brought, decideRetry, retriesMaxDefault } from "#lib/outbound/retry";
import { createRetryBudget } from "#lib/outbound/retry-budget";

/** How one attempt ended. */
export type Answer = Pick<SentAttempt, "outcome" | "status" | "networkError" | "retryAfterMs" | "latencyMs">;

/** What a policy may look at after an attempt. */
export type RetryFacts = {
  readonly method: string;
  readonly doorAction: boolean;
  /** Number of the attempt that has just ended, 1 for the first. */
  readonly attempt: number;
  readonly answer: Answer;
  /** Since the call's first attempt began. */
  readonly elapsedMs: number;
};

/** The wait in ms before the call is tried again, its mean where it is random; null if it is handed back. */
export type RetryPolicy = (facts: RetryFacts) => number | null;

export type PolicyRules = {
  /** What is tried again: statuses, `4xx` (all but 429), `5xx`, `network` or single kinds of network errors. */
  readonly retried: readonly string[];
  readonly methods: "all" | "repeatable";
  readonly retriesMax: number;
  readonly baseMs: number;
  readonly factor: number;
  readonly capMs: number;
  /** `full`: anything from nothing to the whole wait, half of it in the mean. */
  readonly jitter: "none" | "full";
  /** `capped`: waited in full up to `capMs`. */
  readonly retryAfter: "ignored" | "honoured" | "capped";
};

const repeatableMethods = ["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "QUERY"];
const unsentErrors = ["refused", "dns", "tls", "connect_timeout"];

/** A policy as most libraries have it: a list of codes and a growing wait. */
export function policyOf(rules: PolicyRules): RetryPolicy {
  const { retried, methods, retriesMax } = rules;
  return ({ method, attempt, answer }) => {
    if (attempt > retriesMax || !isFailure(answer.outcome)) return null;
    if (methods === "repeatable" && !repeatableMethods.includes(method)) return null;
    if (!namesOf(answer).some((name) => retried.includes(name))) return null;
    return waitOf(rules, attempt, answer.retryAfterMs);
  };
}

/** The words in a policy's list that mean an answer. */
function namesOf({ outcome, status, networkError }: Answer): readonly string[] {
  switch (outcome) {
    case "network_error":
      return ["network", networkError ?? "other"];
    case "client_error":
      return ["4xx", String(status)];
    case "server_error":
      return ["5xx", String(status)];
    default:
      return [String(status)];
  }
}

function waitOf(rules: PolicyRules, attempt: number, retryAfterMs: number | null): number {
  const { baseMs, factor, capMs, jitter, retryAfter } = rules;
  if (retryAfter === "honoured" && retryAfterMs !== null) return retryAfterMs;
  if (retryAfter === "capped" && retryAfterMs !== null) return Math.min(retryAfterMs, capMs);
  const backoff = Math.min(capMs, baseMs * factor ** (attempt - 1));
  return jitter === "full" ? backoff / 2 : backoff;
}

/** Never sends anything twice. */
export const noRetries: RetryPolicy = () => null;

/**
 * The decision of Ajar's own call loop, for callers that set nothing, with its retry budget: it is to be asked about
 * calls in the order of their times. The breaker and the pacer, which only ever keep a retry back, are left out.
 */
export function createAjarPolicy(): RetryPolicy {
  const budget = createRetryBudget();
  return ({ method, doorAction, attempt, answer, elapsedMs }) => {
    if (attempt === 1 && answer.outcome === "success") budget.earn();
    const brought = broughtBy(answer);
    if (!brought) return null;
    const decision = decideRetry(brought, {
      request: { method, doorAction, repeatSafe: false, retriesMax: retriesMaxDefault },
      attempt,
      remainingMs: deadlineMsDefault - elapsedMs,
      backoffMs: backoffMs(attempt - 1, 0.5),
      budgetLeft: budget.hasToken(),
      breakerOpenMs: 0,
      suspected: false,
    });
    if (decision.do === "hand_back") return null;
    budget.take();
    return decision.waitMs;
  };
}

/** Null for what no loop could repeat: the caller left, or had the head of the answer already. */
function broughtBy({ outcome, status, networkError, retryAfterMs }: Answer): Brought | null {
  if (outcome === "aborted" || outcome === "blocked") return null;
  if (outcome !== "network_error") return status === null ? null : { kind: "answer", status, retryAfterMs };
  if (status !== null) return null;
  const error = networkError ?? "other";
  return { kind: "no_answer", networkError: error, sent: !unsentErrors.includes(error) };
}

import type { NetworkError, StopReason } from "#lib/model/attempt";
import type { OutboundRequest } from "#lib/outbound/exchange";

/** What an attempt brought. `sent` is false if no connection was made, so that nothing can have been processed. */
export type Brought =
  | { readonly kind: "answer"; readonly status: number; readonly retryAfterMs: number | null }
  | { readonly kind: "no_answer"; readonly networkError: NetworkError; readonly sent: boolean };

export type RetryFacts = {
  readonly request: Pick<OutboundRequest, "method" | "doorAction" | "repeatSafe" | "retriesMax">;
  /** Number of the attempt that has just been made, 1 for the first. */
  readonly attempt: number;
  /** Until the call's deadline. */
  readonly remainingMs: number;
  /** The jittered wait for this retry, used where the upstream asked for none. */
  readonly backoffMs: number;
  readonly budgetLeft: boolean;
  /** How long the breaker will refuse this call from now; 0 if it is closed. */
  readonly breakerOpenMs: number;
  /** The call's key seems to be suspended. */
  readonly suspected: boolean;
};

export type RetryDecision =
  | { readonly do: "retry"; readonly waitMs: number }
  | { readonly do: "hand_back"; readonly because: StopReason };

/** How often a call is repeated if its caller does not say. */
export const retriesMaxDefault = 4;

const repeatableMethods = new Set(["GET", "HEAD", "OPTIONS", "PUT", "DELETE"]);
const rateLimitedWaitMs = 1000;

/** The one place that decides whether an attempt is repeated. The policy is the table in `lib/outbound/README.md`. */
export function decideRetry(brought: Brought, facts: RetryFacts): RetryDecision {
  const because = whyNever(brought, facts);
  if (because) return { do: "hand_back", because };
  if (facts.suspected) return { do: "hand_back", because: "suspected_suspension" };
  if (facts.attempt > facts.request.retriesMax) {
    const capped = facts.request.retriesMax < retriesMaxDefault;
    return { do: "hand_back", because: capped ? "retries_capped" : "retries_used_up" };
  }
  const waitMs = waitBefore(brought, facts.backoffMs);
  // Retrying earlier than asked is what gets clients suspended, so a wait that does not fit is not shortened.
  if (waitMs >= facts.remainingMs) {
    const asked = brought.kind === "answer" && brought.retryAfterMs;
    return { do: "hand_back", because: asked ? "retry_after_beyond_deadline" : "wait_beyond_deadline" };
  }
  if (facts.breakerOpenMs > waitMs) return { do: "hand_back", because: "breaker_open" };
  if (!facts.budgetLeft) return { do: "hand_back", because: "retry_budget_empty" };
  return { do: "retry", waitMs };
}

/** The reasons that no patience, budget or luck can change. */
function whyNever(brought: Brought, { request }: RetryFacts): StopReason | null {
  if (brought.kind === "answer") {
    // Redirects too: following one would carry the key to wherever it points.
    if (brought.status < 400) return "answered";
    // Kisi's rule: never repeat a 4xx; 429 alone was not looked at yet.
    if (brought.status < 500 && brought.status !== 429) return "client_error";
  }
  // A door that opens late, or twice, is a fault of its own.
  if (request.doorAction) return "door_action";
  if (brought.kind === "answer" && brought.status === 429) return null;
  if (brought.kind === "no_answer" && !brought.sent) {
    // Not a failure of the network: the request itself is not one that can be put on a wire.
    return brought.networkError === "other" ? "cannot_be_sent" : null;
  }
  // From here on the request may have been carried out, and Kisi has no idempotency key.
  if (repeatableMethods.has(request.method) || request.repeatSafe) return null;
  return "may_have_been_processed";
}

function waitBefore(brought: Brought, backoffMs: number): number {
  if (brought.kind === "no_answer") return backoffMs;
  // `Retry-After: 0` does not say how long, so the backoff stands.
  if (brought.retryAfterMs) return brought.retryAfterMs;
  // Kisi's published limits are per second: sooner than that a repeat would be refused again.
  return brought.status === 429 ? rateLimitedWaitMs + backoffMs : backoffMs;
}

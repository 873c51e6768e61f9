import type { NetworkError } from "#lib/model/attempt";
import type { Outcome } from "#lib/model/outcome";
import type { Clock } from "#lib/time/clock";

/** `alive`: any answer below 500. `dead`: 5xx or a transport error. `unknown`: the call ended before it could tell. */
export type Verdict = "alive" | "dead" | "unknown";

/** Leave to send one attempt; every permit is settled once. */
export type Permit = { readonly settle: (verdict: Verdict) => void };

export type Breaker = {
  /** How long from now calls with this key are refused; 0 if the next one may pass. */
  readonly refusesForMs: (key: string) => number;
  /** Null if the call is refused. A door action never is. */
  readonly admit: (key: string, doorAction: boolean) => Permit | null;
};

type Circuit = { failures: number; openUntilMs: number | null; probe: Permit | null };

const failuresMax = 5;
const openMs = 30_000;
/** A probe's end cannot be foreseen; those who come meanwhile are told to try again this soon. */
const probeRetryMs = 1000;
const keysMax = 1000;

/**
 * A circuit breaker for each key: opens after 5 failures in a row, refuses for 30 s, then lets one probe through,
 * which closes it or opens it for another 30 s. Only failing keys are remembered, the newest thousand of them.
 */
export function createBreaker(clock: Pick<Clock, "elapsed">): Breaker {
  return new CircuitBreaker(clock);
}

type Ending = { readonly outcome: Outcome; readonly networkError: NetworkError | null; readonly sent: boolean };

/**
 * What an attempt's ending says about the upstream. A deadline is the caller's own choice, and what could not be put
 * on a wire never met the upstream: they say nothing.
 */
export function verdictOf({ outcome, networkError, sent }: Ending): Verdict {
  if (outcome === "aborted" || networkError === "deadline") return "unknown";
  if (networkError === "other" && !sent) return "unknown";
  return outcome === "server_error" || outcome === "network_error" ? "dead" : "alive";
}

class CircuitBreaker implements Breaker {
  readonly #clock: Pick<Clock, "elapsed">;
  readonly #circuits = new Map<string, Circuit>();

  constructor(clock: Pick<Clock, "elapsed">) {
    this.#clock = clock;
  }

  refusesForMs = (key: string): number => {
    const circuit = this.#circuits.get(key);
    if (!circuit || circuit.openUntilMs === null) return 0;
    const leftMs = circuit.openUntilMs - this.#clock.elapsed();
    if (leftMs > 0) return leftMs;
    return circuit.probe ? probeRetryMs : 0;
  };

  admit = (key: string, doorAction: boolean): Permit | null => {
    const refused = this.refusesForMs(key) > 0;
    if (refused && !doorAction) return null;
    const permit: Permit = { settle: (verdict) => this.#settle(key, permit, verdict) };
    const circuit = this.#circuits.get(key);
    if (circuit && circuit.openUntilMs !== null && !refused) circuit.probe = permit;
    return permit;
  };

  #settle(key: string, permit: Permit, verdict: Verdict): void {
    const circuit = this.#circuits.get(key);
    const wasProbe = circuit?.probe === permit;
    if (circuit && wasProbe) circuit.probe = null;
    if (verdict === "alive") this.#circuits.delete(key);
    if (verdict === "dead") this.#fail(key, circuit ?? this.#remember(key), wasProbe);
  }

  #fail(key: string, circuit: Circuit, wasProbe: boolean): void {
    // What was under way when the circuit opened must not keep it open for longer.
    if (circuit.openUntilMs !== null && !wasProbe) return;
    circuit.failures += 1;
    if (circuit.failures < failuresMax) return;
    circuit.openUntilMs = this.#clock.elapsed() + openMs;
    // Moved to the end: the keys at the front are the first to be forgotten.
    this.#circuits.delete(key);
    this.#circuits.set(key, circuit);
  }

  #remember(key: string): Circuit {
    const [oldest] = this.#circuits.keys();
    if (oldest !== undefined && this.#circuits.size >= keysMax) this.#circuits.delete(oldest);
    const circuit: Circuit = { failures: 0, openUntilMs: null, probe: null };
    this.#circuits.set(key, circuit);
    return circuit;
  }
}

import type { Side } from "#lib/kisi/error-codes/entry";
import type { Outcome } from "#lib/model/outcome";

/** Whose fault a problem is: Kisi's, ours, the network's between us, or nobody can tell. */
export type Culprit = "kisi" | "ours" | "network" | "unclear";

/** A fact that speaks for somebody's fault; the list of them stands wherever the verdict does. */
export type Evidence = { readonly pointsTo: Culprit; readonly strength: 1 | 2 | 3; readonly words: string };

export type Fault = {
  readonly verdict: Culprit;
  /** Strongest first; also what speaks against the verdict. */
  readonly evidence: readonly Evidence[];
};

/** What can be known about the hour that led to the problem's latest attempt, and about its beginning. */
export type FaultFacts = {
  readonly outcome: Outcome;
  readonly status: number | null;
  /** Who can mend it, by what Kisi's status and code say. */
  readonly side: Side;
  /** Attempts of its route in that hour, whatever became of them, and those that succeeded. */
  readonly route: { readonly attempts: number; readonly successes: number };
  /** All attempts of that hour: sent, and left without an answer. */
  readonly all: { readonly attempts: number; readonly unanswered: number };
  /** Which routes and credentials were used in that hour, and which of them met a 5xx. */
  readonly routes: { readonly used: number; readonly with5xx: number };
  readonly credentials: { readonly used: number; readonly with5xx: number };
  /** Keys in use in that hour, and those that met this problem. */
  readonly keys: { readonly used: number; readonly met: number };
  /** The latest deploy before it was first seen, or before it came back. */
  readonly deploy: { readonly release: string; readonly beforeMs: number } | null;
};

const minuteMs = 60_000;
const soonAfterDeployMs = 2 * 60 * minuteMs;
const fewAttempts = 3;

/**
 * Weighs the evidence. A side wins with the most weight if that is at least 2 and more than any other side's; else it is
 * unclear. The rules: 4xx is the caller's business by Kisi's own error handling page and 5xx Kisi's; several routes and
 * keys failing with 5xx at once are no fault of one request; a host of which nothing answers is out of reach; and what
 * begins right after a deploy began with it.
 */
export function faultOf(facts: FaultFacts): Fault {
  const evidence = [
    byStatus(facts),
    ...bySpread(facts),
    byReach(facts),
    byDeploy(facts),
    byKeys(facts),
    bySuccesses(facts),
  ]
    .filter((item) => item !== null)
    .sort((a, b) => b.strength - a.strength);
  return { verdict: verdictOf(evidence), evidence };
}

function verdictOf(evidence: readonly Evidence[]): Culprit {
  const weightOf = (culprit: Culprit) =>
    evidence.filter(({ pointsTo }) => pointsTo === culprit).reduce((sum, { strength }) => sum + strength, 0);
  const [first, second] = (["kisi", "ours", "network"] as const)
    .map((culprit) => ({ culprit, weight: weightOf(culprit) }))
    .sort((a, b) => b.weight - a.weight);
  if (!first || !second || first.weight < 2 || first.weight === second.weight) return "unclear";
  return first.culprit;
}

function byStatus({ outcome, status, side }: FaultFacts): Evidence | null {
  switch (outcome) {
    case "server_error":
      return { pointsTo: "kisi", strength: 1, words: `${status} is an error on Kisi's side, by its own rules.` };
    case "rate_limited":
      return { pointsTo: "ours", strength: 2, words: "429 says that more was sent than Kisi allows one user." };
    case "client_error":
      if (side === "kisi") return { pointsTo: "kisi", strength: 2, words: "Kisi's code names a fault of its own." };
      return {
        pointsTo: "ours",
        strength: 2,
        words: `${status} says that Kisi refused the request, by its own rules.`,
      };
    default:
      return null;
  }
}

function bySpread({ outcome, routes, credentials }: FaultFacts): Evidence[] {
  if (outcome !== "server_error") return [];
  const found: Evidence[] = [];
  if (routes.with5xx > 1) {
    const words = `${routes.with5xx} of ${routes.used} routes in use met a 5xx in the same hour.`;
    found.push({ pointsTo: "kisi", strength: 2, words });
  } else if (routes.used > 1) {
    const words = `Of ${routes.used} routes in use in the same hour this one alone met a 5xx.`;
    found.push({ pointsTo: "unclear", strength: 1, words });
  }
  if (credentials.with5xx > 1) {
    const words = `${credentials.with5xx} of ${credentials.used} keys in use met a 5xx in the same hour.`;
    found.push({ pointsTo: "kisi", strength: 1, words });
  }
  return found;
}

function byReach({ outcome, all }: FaultFacts): Evidence | null {
  if (outcome !== "network_error" || all.attempts === 0) return null;
  if (all.unanswered === all.attempts && all.attempts >= fewAttempts) {
    const words = `None of the ${all.attempts} attempts of that hour got an answer, on whatever route.`;
    return { pointsTo: "network", strength: 3, words };
  }
  const words = `${all.unanswered} of ${all.attempts} attempts of that hour got no answer; the others did.`;
  return { pointsTo: "network", strength: 1, words };
}

function byDeploy({ deploy, outcome }: FaultFacts): Evidence | null {
  if (deploy === null || deploy.beforeMs > soonAfterDeployMs || outcome === "network_error") return null;
  const minutes = Math.max(1, Math.round(deploy.beforeMs / minuteMs));
  const words = `It began ${minutes} min after the deploy of ${deploy.release}.`;
  return { pointsTo: "ours", strength: outcome === "server_error" ? 1 : 3, words };
}

/** Only where Kisi speaks of the key itself. */
function byKeys({ status, keys }: FaultFacts): Evidence | null {
  if ((status !== 401 && status !== 403) || keys.used < 2 || keys.met === 0) return null;
  if (keys.met < keys.used) {
    const words = `${keys.met} of ${keys.used} keys in use met it in that hour; with the others it did not happen.`;
    return { pointsTo: "ours", strength: 1, words };
  }
  const words = `All ${keys.used} keys in use met it in that hour: ask Kisi Support whether the integration is suspended.`;
  return { pointsTo: "unclear", strength: 1, words };
}

function bySuccesses({ outcome, route }: FaultFacts): Evidence | null {
  if (route.attempts < fewAttempts || outcome === "network_error") return null;
  if (route.successes === 0) {
    const words = `All ${route.attempts} attempts of its route failed in that hour.`;
    return { pointsTo: "unclear", strength: 1, words };
  }
  const words = `${route.successes} of ${route.attempts} attempts of its route succeeded in the same hour, so it is some requests and not the route.`;
  return { pointsTo: outcome === "server_error" ? "unclear" : "ours", strength: 1, words };
}

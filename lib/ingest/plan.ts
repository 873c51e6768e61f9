import { callSuffixOf, familyOf, siblingCallIds } from "#lib/ingest/call-ids";
import type { IngestedAttempt } from "#lib/ingest/ingested-attempt";
import type { IngestPlan, PlacedAttempt } from "#lib/ingest/plan-call";
import { type NamedAttempt, planNamed } from "#lib/ingest/plan-named";
import { planSiblings, type SiblingAttempt } from "#lib/ingest/plan-siblings";
import type { IngestQuery, IngestState } from "#lib/model/ingest";

/** What the store must be asked before `planIngest`. */
export function queryFor(attempts: readonly IngestedAttempt[], integration: string | null): IngestQuery {
  const suffix = callSuffixOf(integration);
  const names = new Set(attempts.filter(isNamed).map(({ hint }) => hint.callId));
  const families = Map.groupBy(attempts.filter(isSibling), ({ hint }) => hint.family);
  return {
    externalKeys: [...new Set(attempts.flatMap(({ externalKey }) => externalKey ?? []))],
    callIds: [...names].flatMap((name) => [name, name + suffix]),
    callIdRanges: [...families].map(([family, siblings]) => {
      const starts = siblings.map(({ startedAtMs }) => startedAtMs).sort((a, b) => a - b);
      return siblingCallIds(family, { firstMs: starts[0] ?? 0, lastMs: starts.at(-1) ?? 0 });
    }),
  };
}

/** Decides for attempts of one integration which are new, to which calls they belong, and what that changes in these. */
export function planIngest(
  attempts: readonly IngestedAttempt[],
  integration: string | null,
  state: IngestState,
): IngestPlan {
  const fresh = withoutKnown(attempts, new Set(state.knownKeys));
  const byCall = Map.groupBy(state.members, ({ callId }) => callId);
  const byFamily = Map.groupBy(state.members, ({ callId }) => familyOf(callId));
  const named = Map.groupBy(fresh.filter(isNamed), ({ hint }) => hint.callId);
  const caller = { integration, suffix: callSuffixOf(integration), storedOf: (id: string) => byCall.get(id) ?? [] };
  const siblings = Map.groupBy(fresh.filter(isSibling), ({ hint }) => hint.family);
  return joinPlans([
    { placed: fresh.flatMap(placeAlone), moves: [], duplicates: attempts.length - fresh.length, rejected: [] },
    ...[...named].map(([name, arrived]) => planNamed(name, arrived, caller)),
    ...[...siblings].flatMap(([family, arrived]) => planSiblings(family, arrived, byFamily.get(family) ?? [])),
  ]);
}

function withoutKnown(attempts: readonly IngestedAttempt[], known: Set<string>): IngestedAttempt[] {
  return attempts.filter(({ externalKey }) => {
    if (externalKey === null) return true;
    if (known.has(externalKey)) return false;
    known.add(externalKey);
    return true;
  });
}

/** A call of its own: those before it are not told apart from it, but its sender has counted them. */
function placeAlone(ingested: IngestedAttempt): PlacedAttempt[] {
  if (ingested.hint.kind !== "alone") return [];
  const { callId, attempt, final } = ingested.hint;
  const { startedAtMs, latencyMs } = ingested;
  const call = final ? { startedAtMs, attempts: attempt, latencyMs, heldBackMs: 0, stopReason: null } : null;
  return [{ ingested, callId, attempt, waitedMs: 0, call }];
}

function joinPlans(plans: readonly IngestPlan[]): IngestPlan {
  return {
    placed: plans.flatMap(({ placed }) => placed),
    moves: plans.flatMap(({ moves }) => moves),
    duplicates: plans.reduce((sum, { duplicates }) => sum + duplicates, 0),
    rejected: plans.flatMap(({ rejected }) => rejected).sort((a, b) => a.line - b.line),
  };
}

function isNamed(attempt: IngestedAttempt): attempt is NamedAttempt {
  return attempt.hint.kind === "named";
}

function isSibling(attempt: IngestedAttempt): attempt is SiblingAttempt {
  return attempt.hint.kind === "sibling";
}

import { formatCount, formatDuration } from "#lib/format";
import { type LintRule, type RuleContext, toleranceMs } from "#lib/hygiene/lint-rule";
import { type PublishedLimit, publishedLimitsOf } from "#lib/kisi/published-limits";
import { matchRoute } from "#lib/kisi/route-matcher";

/** Finds attempts by which a Kisi user, whichever of its keys they carry, was faster than Kisi allows. */
export function createTooFast({ note, userOf }: RuleContext): LintRule {
  const limitsOf = rememberLimits();
  /** By user and limit: when its latest attempts began, as many as the limit allows. */
  const latest = new Map<string, number[]>();
  return {
    addAttempt(attempt, call) {
      const user = userOf(attempt);
      if (user === null) return;
      for (const { name, count, windowMs } of limitsOf(attempt.method, attempt.route)) {
        const key = `${user} ${name}`;
        const starts = latest.get(key) ?? [];
        latest.set(key, starts);
        const spanMs = attempt.startedAtMs - (starts.length === count ? (starts[0] ?? 0) : Number.NEGATIVE_INFINITY);
        if (spanMs < windowMs - toleranceMs) {
          const words = `${formatCount(count + 1, "attempt")} in ${formatDuration(spanMs)}`;
          note("too_fast", call, 1, `${words}, allowed: ${count} in ${formatDuration(windowMs)}`);
        }
        starts.push(attempt.startedAtMs);
        if (starts.length > count) starts.shift();
      }
    },
  };
}

/** Routes are few and attempts are many. */
function rememberLimits(): (method: string, route: string) => readonly PublishedLimit[] {
  const known = new Map<string, readonly PublishedLimit[]>();
  return (method, route) => {
    const found = known.get(route);
    if (found) return found;
    const limits = publishedLimitsOf(matchRoute(method, route.slice(route.indexOf(" ") + 1)).operation);
    known.set(route, limits);
    return limits;
  };
}

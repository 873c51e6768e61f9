import type { Attempt } from "#lib/model/attempt";
import type { ProblemFigures } from "#lib/model/problem";
import type { ProblemFiguresQuery } from "#lib/store/problem-store";
import { listBucketStarts } from "#lib/time/bucket";
import type { Range } from "#lib/time/range";

// What stores must answer about problems, computed the plain way: by going through every attempt. For tests.

/** What all the failed attempts of one route and fingerprint are called here. */
export function problemKeyOf({ route, failure }: Attempt): string {
  return `${route} ${failure?.fingerprint}`;
}

/** The failed attempts of each problem. */
export function groupProblems(all: readonly Attempt[]): ReadonlyMap<string, readonly Attempt[]> {
  return Map.groupBy(
    all.filter(({ failure }) => failure !== null),
    problemKeyOf,
  );
}

/** Attempts, and calls that ended with them, in a range. */
export function countIn(attempts: readonly Attempt[], { fromMs, toMs }: Range) {
  const meant = attempts.filter(({ startedAtMs }) => startedAtMs >= fromMs && startedAtMs < toMs);
  return { attempts: meant.length, calls: meant.filter(({ call }) => call !== null).length };
}

/** The figures of a problem, from its attempts. */
export function recountProblem(
  attempts: readonly Attempt[],
  { range, bucketSeconds, timeZone }: Omit<ProblemFiguresQuery, "ids" | "senders">,
): Omit<ProblemFigures, "id"> {
  const meant = attempts.filter(({ startedAtMs }) => startedAtMs >= range.fromMs && startedAtMs < range.toMs);
  const starts = listBucketStarts(range, bucketSeconds, timeZone);
  const credentials = splitBy(meant, ({ credential }) => credential);
  return {
    ...countIn(attempts, range),
    points: starts.map((t, index) => ({
      t,
      attempts: countIn(meant, { fromMs: t, toMs: starts[index + 1] ?? range.toMs }).attempts,
    })),
    integrations: splitBy(meant, ({ integration }) => integration),
    credentials: credentials.map((part) => ({ ...part, last4: part.key?.slice(-4) ?? null })),
  };
}

function splitBy(attempts: readonly Attempt[], keyOf: (attempt: Attempt) => string | null) {
  return [...Map.groupBy(attempts, keyOf)].map(([key, group]) => ({ key, attempts: group.length }));
}

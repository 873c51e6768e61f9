import type { SentAttempt } from "#lib/model/attempt";

/** What Kisi answered to calls of one kind at one time. */
export type RecordedWorld = {
  /** Attempts are to be added newest first. */
  readonly add: (attempt: SentAttempt) => void;
  /** The answer nearest in time to a call of the same kind, at most a minute off; undefined if there is none. */
  readonly answerNear: (kind: CallKind, atMs: number) => SentAttempt | undefined;
};

/** Calls with the same method, route and credential are taken to fare alike. */
export type CallKind = Pick<SentAttempt, "method" | "route" | "credential">;

const nearMs = 60_000;

/** An empty world. */
export function createRecordedWorld(): RecordedWorld {
  const byKind = new Map<string, SentAttempt[]>();
  return {
    add(attempt) {
      if (!tellsOfTheMoment(attempt)) return;
      const key = keyOf(attempt);
      const known = byKind.get(key);
      if (known) known.push(attempt);
      else byKind.set(key, [attempt]);
    },
    answerNear(kind, atMs) {
      const known = byKind.get(keyOf(kind)) ?? [];
      const index = firstNotAfter(known, atMs);
      const distance = (attempt: SentAttempt | undefined) =>
        attempt ? Math.abs(attempt.startedAtMs - atMs) : Number.POSITIVE_INFINITY;
      const [later, earlier] = [known[index - 1], known[index]];
      const nearest = distance(earlier) <= distance(later) ? earlier : later;
      return distance(nearest) <= nearMs ? nearest : undefined;
    },
  };
}

/** A 4xx is the answer to one request, and an abort is its caller's choice: neither says how others would have fared. */
function tellsOfTheMoment({ outcome }: SentAttempt): boolean {
  return outcome !== "client_error" && outcome !== "aborted";
}

function keyOf({ method, route, credential }: CallKind): string {
  return `${method} ${route} ${credential ?? ""}`;
}

/** The first of a list from new to old that did not start after the moment; the list's length if all did. */
function firstNotAfter(newestFirst: readonly SentAttempt[], atMs: number): number {
  let [low, high] = [0, newestFirst.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((newestFirst[middle]?.startedAtMs ?? 0) > atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

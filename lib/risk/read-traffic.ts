import { matchRoute } from "#lib/kisi/route-matcher";
import type { SentAttempt } from "#lib/model/attempt";
import { createRecordedWorld, type RecordedWorld } from "#lib/risk/recorded-world";
import type { RecordedCall } from "#lib/risk/replay-call";
import type { AttemptReader } from "#lib/store/store";
import type { Range } from "#lib/time/range";

/** Calls of a range, with what Kisi answered around them. */
export type RecordedTraffic = {
  /** The part of the range that was read: shorter at its beginning where there was too much. */
  readonly range: Range;
  readonly isWhole: boolean;
  /** When the oldest attempt that was read started; null if there is none. */
  readonly oldestAtMs: number | null;
  readonly attempts: number;
  /** Oldest first. */
  readonly calls: readonly RecordedCall[];
  /** Calls that began before the part that was read, or whose first attempt is not on record. */
  readonly cutCalls: number;
  readonly world: RecordedWorld;
};

type TrafficQuery = {
  readonly range: Range;
  /** Attempts to read at most, newest first. */
  readonly attemptsMax: number;
};

/** Each page is taken apart in a few ms, so that others are served in between. */
const pageSize = 5_000;

/** Reads the newest attempts of a range and joins them to calls. */
export async function readTraffic(
  store: Pick<AttemptReader, "readSentAttempts">,
  { range, attemptsMax }: TrafficQuery,
): Promise<RecordedTraffic> {
  const world = createRecordedWorld();
  const byCall = new Map<string, SentAttempt[]>();
  let attempts = 0;
  let oldestAtMs: number | null = null;
  let cursor: string | null = null;
  do {
    const limit = Math.min(pageSize, attemptsMax - attempts);
    const page = await store.readSentAttempts({ range, limit, cursor });
    for (const attempt of page.data) {
      world.add(attempt);
      const known = byCall.get(attempt.callId);
      if (known) known.push(attempt);
      else byCall.set(attempt.callId, [attempt]);
      oldestAtMs = attempt.startedAtMs;
    }
    attempts += page.data.length;
    cursor = page.nextCursor;
  } while (cursor !== null && attempts < attemptsMax);
  const isWhole = cursor === null;
  const calls = joinCalls([...byCall.values()]);
  return {
    range: isWhole ? range : { fromMs: oldestAtMs ?? range.toMs, toMs: range.toMs },
    isWhole,
    oldestAtMs,
    attempts,
    calls,
    cutCalls: byCall.size - calls.length,
    world,
  };
}

/** Calls whose attempts are all there from the first on, oldest first. */
function joinCalls(groups: readonly SentAttempt[][]): RecordedCall[] {
  const isDoor = rememberDoorActions();
  const calls = groups.flatMap((group): RecordedCall[] => {
    const [first, ...repeats] = group.length === 1 ? group : group.toSorted((a, b) => a.attempt - b.attempt);
    if (first?.attempt !== 1) return [];
    return [{ first, repeats, doorAction: isDoor(first) }];
  });
  return calls.sort((a, b) => a.first.startedAtMs - b.first.startedAtMs);
}

/** Routes are few and calls are many. */
function rememberDoorActions(): (attempt: SentAttempt) => boolean {
  const known = new Map<string, boolean>();
  return ({ method, route }) => {
    const found = known.get(route);
    if (found !== undefined) return found;
    const { doorAction } = matchRoute(method, route.slice(route.indexOf(" ") + 1));
    known.set(route, doorAction);
    return doorAction;
  };
}

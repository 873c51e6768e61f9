import type { RecordedTraffic } from "#lib/risk/read-traffic";
import { type CallRun, type RecordedCall, recordedRun, replayCall } from "#lib/risk/replay-call";
import { addTallies, emptyTally, type ReplayTally, tallyOf } from "#lib/risk/replay-tally";
import type { RetryPolicy } from "#lib/risk/retry-policy";

/** Sums of one way that the calls went, in all and by what they are told apart by. */
export type TrafficRun = {
  readonly totals: ReplayTally;
  readonly byRoute: ReadonlyMap<string, ReplayTally>;
  /** By the start of the day that a call began in. */
  readonly byDay: ReadonlyMap<number, ReplayTally>;
};

export type ReplayOptions = {
  /** Starts of the days that the traffic touches, oldest first. */
  readonly dayStarts: readonly number[];
  /** Lets others have their turn. */
  readonly pause: () => Promise<void>;
};

/** Some 10 ms of work. */
const callsAtOnce = 5_000;

/** How the traffic went in truth. */
export function sumRecorded(traffic: RecordedTraffic, options: ReplayOptions): Promise<TrafficRun> {
  return sumRuns(traffic.calls, recordedRun, options);
}

/** How the traffic would have gone under a policy, which is asked in the order of the calls. The same question has the same answer: nothing is drawn by lot. */
export function replayTraffic(
  { calls, world }: RecordedTraffic,
  policy: RetryPolicy,
  options: ReplayOptions,
): Promise<TrafficRun> {
  return sumRuns(calls, (call) => replayCall(call, policy, world), options);
}

async function sumRuns(
  calls: readonly RecordedCall[],
  run: (call: RecordedCall) => CallRun,
  { dayStarts, pause }: ReplayOptions,
): Promise<TrafficRun> {
  let totals = emptyTally;
  const byRoute = new Map<string, ReplayTally>();
  const byDay = new Map<number, ReplayTally>();
  for (let from = 0; from < calls.length; from += callsAtOnce) {
    if (from > 0) await pause();
    for (const call of calls.slice(from, from + callsAtOnce)) {
      const tally = tallyOf(call, run(call));
      const { route, startedAtMs } = call.first;
      const day = dayStarts.findLast((startMs) => startMs <= startedAtMs) ?? startedAtMs;
      totals = addTallies(totals, tally);
      byRoute.set(route, addTallies(byRoute.get(route) ?? emptyTally, tally));
      byDay.set(day, addTallies(byDay.get(day) ?? emptyTally, tally));
    }
  }
  return { totals, byRoute, byDay };
}

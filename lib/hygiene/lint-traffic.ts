import { createHygieneLint, type LintFinding } from "#lib/hygiene/hygiene-lint";
import type { UserOf } from "#lib/hygiene/user-of";
import type { RecordedTraffic } from "#lib/risk/read-traffic";
import type { RecordedCall } from "#lib/risk/replay-call";

/** Some 10 ms of work. */
const atOnce = 2_000;

type LintOptions = {
  readonly userOf: UserOf;
  /** Lets others have their turn. */
  readonly pause: () => Promise<void>;
};

export type TrafficLint = {
  /** Gravest first. */
  readonly findings: readonly LintFinding[];
  /** Calls about which the rules that go by Kisi user can say nothing: nobody told their key. */
  readonly callsOfUnknownUsers: number;
  /** Calls of which it is not known whether they carried the partner headers. */
  readonly callsOfUnknownHeaders: number;
};

/** What recorded traffic does against Kisi's rules. */
export async function lintTraffic(
  { calls }: Pick<RecordedTraffic, "calls">,
  { userOf, pause }: LintOptions,
): Promise<TrafficLint> {
  const lint = createHygieneLint(userOf);
  const unknown = { users: 0, headers: 0 };
  await inTurns(calls, pause, (call) => {
    lint.addCall(call);
    if (userOf(call.first) === null) unknown.users += 1;
    if (call.first.partnerHeaders === null) unknown.headers += 1;
  });
  await pause();
  const repeats = repeatsOf(calls);
  let added = 0;
  const addRepeatsBefore = (atMs: number) => {
    for (let next = repeats[added]; next && next.attempt.startedAtMs < atMs; next = repeats[added]) {
      lint.addAttempt(next.attempt, next.call);
      added += 1;
    }
  };
  await inTurns(calls, pause, (call) => {
    addRepeatsBefore(call.first.startedAtMs);
    lint.addAttempt(call.first, call);
  });
  addRepeatsBefore(Number.POSITIVE_INFINITY);
  await pause();
  return {
    findings: lint.finish(),
    callsOfUnknownUsers: unknown.users,
    callsOfUnknownHeaders: unknown.headers,
  };
}

async function inTurns<Item>(items: readonly Item[], pause: LintOptions["pause"], take: (item: Item) => void) {
  for (let from = 0; from < items.length; from += atOnce) {
    if (from > 0) await pause();
    for (const item of items.slice(from, from + atOnce)) take(item);
  }
}

/** Attempts from the second on, in the order in which they began; few beside the first ones, which are in order already. */
function repeatsOf(calls: readonly RecordedCall[]) {
  return calls
    .flatMap((call) => call.repeats.map((attempt) => ({ attempt, call })))
    .sort((a, b) => a.attempt.startedAtMs - b.attempt.startedAtMs);
}

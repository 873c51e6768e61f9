import { createHygieneLint, type LintFinding } from "#lib/hygiene/hygiene-lint";
import type { UserOf } from "#lib/hygiene/user-of";
import type { SentAttempt } from "#lib/model/attempt";
import type { RecordedTraffic } from "#lib/risk/read-traffic";
import type { RecordedCall } from "#lib/risk/replay-call";

/** Some 10 ms of work. */
const atOnce = 5_000;

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
  const inTurns = async <Item>(items: readonly Item[], take: (item: Item) => void) => {
    for (let from = 0; from < items.length; from += atOnce) {
      if (from > 0) await pause();
      for (const item of items.slice(from, from + atOnce)) take(item);
    }
  };
  await inTurns(calls, lint.addCall);
  await pause();
  await inTurns(attemptsOf(calls), ([attempt, call]) => lint.addAttempt(attempt, call));
  return {
    findings: lint.finish(),
    callsOfUnknownUsers: calls.filter(({ first }) => userOf(first) === null).length,
    callsOfUnknownHeaders: calls.filter(({ first }) => first.partnerHeaders === null).length,
  };
}

/** In the order in which they began; nearly sorted already, which makes the sorting cheap. */
function attemptsOf(calls: readonly RecordedCall[]): readonly (readonly [SentAttempt, RecordedCall])[] {
  return calls
    .flatMap((call) => [call.first, ...call.repeats].map((attempt) => [attempt, call] as const))
    .sort(([a], [b]) => a.startedAtMs - b.startedAtMs);
}

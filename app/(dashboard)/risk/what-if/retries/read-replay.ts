import { type RecordedTraffic, readTraffic } from "#lib/risk/read-traffic";
import { type ReadyPolicy, readyPolicies } from "#lib/risk/ready-policies";
import { type ReplayOptions, replayTraffic, sumRecorded, type TrafficRun } from "#lib/risk/replay-traffic";
import { policyOf } from "#lib/risk/retry-policy";
import type { AttemptReader } from "#lib/store/store";
import { listBucketStarts } from "#lib/time/bucket";
import type { Range } from "#lib/time/range";
import { type OwnPolicy, type PolicyId, rulesOfOwn, wordsOfOwn } from "./replay-search.ts";

/** More would take seconds; the newest tell most. */
export const replayAttemptsMax = 200_000;

/** How the traffic went under one policy. */
export type PolicyRun = Pick<ReadyPolicy, "name" | "words"> & { readonly id: PolicyId; readonly run: TrafficRun };

export type Replay = Pick<RecordedTraffic, "range" | "isWhole" | "oldestAtMs" | "attempts" | "cutCalls"> & {
  readonly recorded: TrafficRun;
  readonly policies: readonly PolicyRun[];
};

type Deps = {
  readonly store: Pick<AttemptReader, "readSentAttempts">;
  readonly pause: ReplayOptions["pause"];
};

type Question = { readonly range: Range; readonly own: OwnPolicy; readonly timeZone: string };

/** Reads the traffic once and replays it under every policy on offer, the user's own last. */
export async function readReplay({ store, pause }: Deps, { range, own, timeZone }: Question): Promise<Replay> {
  const traffic = await readTraffic(store, { range, attemptsMax: replayAttemptsMax });
  const options = { dayStarts: listBucketStarts(range, 86_400, timeZone), pause };
  const ownPolicy = {
    id: "own" as const,
    name: "Your own",
    words: wordsOfOwn(own),
    create: () => policyOf(rulesOfOwn(own)),
  };
  const policies: PolicyRun[] = [];
  for (const { create, ...described } of [...readyPolicies, ownPolicy]) {
    policies.push({ ...described, run: await replayTraffic(traffic, create(), options) });
  }
  const { range: covered, isWhole, oldestAtMs, attempts, cutCalls } = traffic;
  const recorded = await sumRecorded(traffic, options);
  return { range: covered, isWhole, oldestAtMs, attempts, cutCalls, recorded, policies };
}

import { lintTraffic, type TrafficLint } from "#lib/hygiene/lint-traffic";
import { readSunsets, type Sunset } from "#lib/hygiene/sunset-calendar";
import type { UserOf } from "#lib/hygiene/user-of";
import { type RecordedTraffic, readTraffic } from "#lib/risk/read-traffic";
import type { AttemptReader } from "#lib/store/store";
import type { Range } from "#lib/time/range";

/** More would take seconds; the newest tell most. */
export const lintedAttemptsMax = 200_000;

const sunsetSpanMs = 30 * 86_400_000;

export type Hygiene = TrafficLint &
  Pick<RecordedTraffic, "range" | "isWhole" | "oldestAtMs" | "attempts" | "cutCalls"> & {
    readonly calls: number;
    /** Of the last 30 days up to the end of the range. */
    readonly sunsets: readonly Sunset[];
  };

type Deps = {
  readonly store: Pick<AttemptReader, "readSentAttempts" | "listDeprecatedRoutes" | "listRouteCallers">;
  readonly userOf: UserOf;
  /** Lets others have their turn. */
  readonly pause: () => Promise<void>;
};

/** What programs do against Kisi's rules in a range, and which operations that they call come to an end. */
export async function readHygiene({ store, userOf, pause }: Deps, range: Range): Promise<Hygiene> {
  const [traffic, sunsets] = await Promise.all([
    readTraffic(store, { range, attemptsMax: lintedAttemptsMax }),
    readSunsets(store, { fromMs: range.toMs - sunsetSpanMs, toMs: range.toMs }),
  ]);
  const { range: covered, isWhole, oldestAtMs, attempts, cutCalls, calls } = traffic;
  const lint = await lintTraffic(traffic, { userOf, pause });
  return { ...lint, range: covered, isWhole, oldestAtMs, attempts, cutCalls, calls: calls.length, sunsets };
}

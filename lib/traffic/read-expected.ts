import type { AttemptFilter } from "#lib/model/filter";
import type { BucketSeconds } from "#lib/time/bucket";
import type { Range } from "#lib/time/range";
import { readTallies, type Tally, type TallyReader } from "#lib/traffic/read-tallies";

type ExpectedQuery = {
  readonly range: Range;
  readonly filter: AttemptFilter;
  readonly bucketSeconds: BucketSeconds;
  readonly timeZone: string;
  /** Failures that are meant to happen. */
  readonly expected: readonly { readonly route: string; readonly status: number }[];
};

/** Failed attempts of a range that were expected, by bucket and route. Throws `unanswerable` as `readStats` does. */
export async function readExpected(store: TallyReader, query: ExpectedQuery): Promise<readonly Tally[]> {
  const { expected, filter, ...asked } = query;
  if (expected.length === 0) return [];
  const pairs = new Set(expected.map(({ route, status }) => `${status} ${route}`));
  const { tallies } = await readTallies(store, {
    ...asked,
    by: "route",
    mayWiden: false,
    filter: {
      ...filter,
      route: [...new Set(expected.map(({ route }) => route))],
      status: [...new Set(expected.map(({ status }) => status))],
    },
  });
  return tallies.filter(({ key, status }) => pairs.has(`${status} ${key}`));
}
